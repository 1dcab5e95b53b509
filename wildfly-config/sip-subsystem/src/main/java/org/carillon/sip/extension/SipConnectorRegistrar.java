// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.extension;

import static org.carillon.sip.extension.Figure.bytes;
import static org.carillon.sip.extension.Figure.counter;

import java.util.List;
import org.carillon.sip.container.ListeningConnector;
import org.carillon.sip.container.SipContainer;
import org.carillon.sip.metrics.ConnectorMeter;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.PathElement;
import org.jboss.as.controller.ResourceDefinition;
import org.jboss.as.controller.ResourceRegistration;
import org.jboss.as.controller.SimpleAttributeDefinition;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.as.controller.capability.RuntimeCapability;
import org.jboss.as.controller.operations.validation.EnumValidator;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.as.network.SocketBinding;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.wildfly.service.Installer.StartWhen;
import org.wildfly.service.descriptor.UnaryServiceDescriptor;
import org.wildfly.subsystem.resource.ChildResourceDefinitionRegistrar;
import org.wildfly.subsystem.resource.ManagementResourceRegistrar;
import org.wildfly.subsystem.resource.ManagementResourceRegistrationContext;
import org.wildfly.subsystem.resource.ResourceDescriptor;
import org.wildfly.subsystem.resource.capability.CapabilityReference;
import org.wildfly.subsystem.resource.capability.CapabilityReferenceAttributeDefinition;
import org.wildfly.subsystem.resource.operation.ResourceOperationRuntimeHandler;
import org.wildfly.subsystem.service.ResourceServiceConfigurator;
import org.wildfly.subsystem.service.ResourceServiceInstaller;
import org.wildfly.subsystem.service.ServiceDependency;
import org.wildfly.subsystem.service.capability.CapabilityServiceInstaller;

/** {@code /subsystem=sip/connector=*}: one listening point on a socket binding. */
final class SipConnectorRegistrar implements ChildResourceDefinitionRegistrar, ResourceServiceConfigurator {
    /** The transports of this version. */
    enum Transport {
        /** Datagrams, handled by lanes. */
        UDP,
        /** Streams, one thread per connection. */
        TCP;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static final ResourceRegistration REGISTRATION = ResourceRegistration.of(PathElement.pathElement("connector"));
    static final UnaryServiceDescriptor<ListeningConnector> DESCRIPTOR =
            UnaryServiceDescriptor.of("org.carillon.sip.connector", ListeningConnector.class);
    private static final RuntimeCapability<Void> CAPABILITY =
            RuntimeCapability.Builder.of(DESCRIPTOR).build();

    static final CapabilityReferenceAttributeDefinition<SocketBinding> SOCKET_BINDING =
            new CapabilityReferenceAttributeDefinition.Builder<>(
                            "socket-binding",
                            CapabilityReference.builder(CAPABILITY, SocketBinding.SERVICE_DESCRIPTOR)
                                    .build())
                    .setRestartAllServices()
                    .build();
    static final SimpleAttributeDefinition TRANSPORT = SimpleAttributeDefinitionBuilder.create(
                    "transport", ModelType.STRING, true)
            .setDefaultValue(new ModelNode(Transport.UDP.toString()))
            .setValidator(EnumValidator.create(Transport.class))
            .setAllowExpression(true)
            .setRestartAllServices()
            .build();
    static final List<AttributeDefinition> ATTRIBUTES = List.of(SOCKET_BINDING, TRANSPORT);

    private static final List<Figure<ConnectorMeter>> FIGURES = List.of(
            counter("messages-received", ConnectorMeter::messagesReceived),
            bytes("bytes-received", ConnectorMeter::bytesReceived),
            counter("messages-sent", ConnectorMeter::messagesSent),
            bytes("bytes-sent", ConnectorMeter::bytesSent),
            counter("retransmissions-sent", ConnectorMeter::retransmissionsSent),
            counter("messages-malformed", ConnectorMeter::messagesMalformed),
            counter("messages-dropped", ConnectorMeter::messagesDropped));

    private final RunningContainer running;

    SipConnectorRegistrar(RunningContainer running) {
        this.running = running;
    }

    @Override
    public ManagementResourceRegistration register(
            ManagementResourceRegistration parent, ManagementResourceRegistrationContext context) {
        var resolver = SipSubsystemRegistrar.RESOLVER.createChildResolver(REGISTRATION.getPathElement());
        var registration = parent.registerSubModel(
                ResourceDefinition.builder(REGISTRATION, resolver).build());
        var descriptor = ResourceDescriptor.builder(resolver)
                .addAttributes(ATTRIBUTES)
                .addCapabilities(List.of(CAPABILITY))
                .withRuntimeHandler(ResourceOperationRuntimeHandler.configureService(this))
                .build();
        ManagementResourceRegistrar.of(descriptor).register(registration);
        Figure.register(
                registration,
                FIGURES,
                at -> running.figures().flatMap(figures -> figures.connector(at.getCurrentAddressValue())));
        return registration;
    }

    @Override
    public ResourceServiceInstaller configure(OperationContext context, ModelNode model)
            throws OperationFailedException {
        var name = context.getCurrentAddressValue();
        var transport = TRANSPORT.resolveModelAttribute(context, model).asString();
        var binding = SOCKET_BINDING.resolve(context, model);
        var container = ServiceDependency.on(SipSubsystemRegistrar.CONTAINER);
        return CapabilityServiceInstaller.builder(
                        CAPABILITY, () -> listen(container.get(), name, binding.get(), transport))
                .requires(List.of(binding, container))
                .onStop(ListeningConnector::close)
                .blocking()
                .startWhen(StartWhen.INSTALLED)
                .build();
    }

    /** The socket binding applies the server's port offset; the stack opens the socket itself. */
    private static ListeningConnector listen(
            SipContainer container, String name, SocketBinding binding, String transport) {
        return container.listen(name, binding.getSocketAddress(), transport);
    }
}
