// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.extension;

import static org.carillon.sip.extension.Figure.bytes;
import static org.carillon.sip.extension.Figure.counter;
import static org.carillon.sip.extension.Figure.gauge;
import static org.jboss.as.controller.client.helpers.MeasurementUnit.MILLISECONDS;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.carillon.sip.connector.ConnectorSettings;
import org.carillon.sip.container.ListeningConnector;
import org.carillon.sip.logging.SipLogger;
import org.carillon.sip.metrics.Metered;
import org.carillon.sip.transport.StreamSettings;
import org.carillon.sip.transport.StreamTransport;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.PathElement;
import org.jboss.as.controller.ResourceDefinition;
import org.jboss.as.controller.ResourceRegistration;
import org.jboss.as.controller.SimpleAttributeDefinition;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.as.controller.capability.RuntimeCapability;
import org.jboss.as.controller.client.helpers.MeasurementUnit;
import org.jboss.as.controller.operations.validation.EnumValidator;
import org.jboss.as.controller.operations.validation.IntRangeValidator;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.as.network.SocketBinding;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.jspecify.annotations.Nullable;
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
        /** Streams, one thread for all connections of a connector; the messages are handled by lanes. */
        TCP,
        /** TCP with TLS. */
        TLS,
        /** WebSocket, RFC 7118. */
        WS,
        /** WebSocket with TLS. */
        WSS;

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
    private static final UnaryServiceDescriptor<SSLContext> ELYTRON_CONTEXT =
            UnaryServiceDescriptor.of("org.wildfly.security.ssl-context", SSLContext.class);
    static final CapabilityReferenceAttributeDefinition<SSLContext> SSL_CONTEXT = sslContext("ssl-context");
    static final CapabilityReferenceAttributeDefinition<SSLContext> CLIENT_SSL_CONTEXT =
            sslContext("client-ssl-context");
    static final SimpleAttributeDefinition MAX_CONNECTIONS =
            number("max-connections", StreamSettings.DEFAULT.connections(), 1_000_000, MeasurementUnit.NONE);
    static final SimpleAttributeDefinition MAX_CONNECTIONS_PER_ADDRESS = number(
            "max-connections-per-address",
            StreamSettings.DEFAULT.connectionsPerAddress(),
            1_000_000,
            MeasurementUnit.NONE);
    static final SimpleAttributeDefinition IDLE_TIMEOUT =
            number("idle-timeout", (int) StreamSettings.DEFAULT.idle().toMillis(), Integer.MAX_VALUE, MILLISECONDS);
    static final SimpleAttributeDefinition MESSAGE_TIMEOUT = number(
            "message-timeout", (int) StreamSettings.DEFAULT.message().toMillis(), Integer.MAX_VALUE, MILLISECONDS);
    static final SimpleAttributeDefinition CONNECT_TIMEOUT = number(
            "connect-timeout", (int) StreamSettings.DEFAULT.connect().toMillis(), Integer.MAX_VALUE, MILLISECONDS);
    static final SimpleAttributeDefinition WRITE_QUEUE =
            number("write-queue", StreamSettings.DEFAULT.writeQueue(), 1 << 30, MeasurementUnit.BYTES);
    static final SimpleAttributeDefinition PUBLIC_ADDRESS = SimpleAttributeDefinitionBuilder.create(
                    "public-address", ModelType.STRING, true)
            .setAllowExpression(true)
            .setRestartAllServices()
            .build();
    static final SimpleAttributeDefinition PUBLIC_PORT = SimpleAttributeDefinitionBuilder.create(
                    "public-port", ModelType.INT, true)
            .setValidator(new IntRangeValidator(1, 65_535, true, true))
            .setRequires(PUBLIC_ADDRESS.getName())
            .setAllowExpression(true)
            .setRestartAllServices()
            .build();
    static final List<AttributeDefinition> ATTRIBUTES = List.of(
            SOCKET_BINDING,
            TRANSPORT,
            SSL_CONTEXT,
            CLIENT_SSL_CONTEXT,
            MAX_CONNECTIONS,
            MAX_CONNECTIONS_PER_ADDRESS,
            IDLE_TIMEOUT,
            MESSAGE_TIMEOUT,
            CONNECT_TIMEOUT,
            WRITE_QUEUE,
            PUBLIC_ADDRESS,
            PUBLIC_PORT);

    private static CapabilityReferenceAttributeDefinition<SSLContext> sslContext(String name) {
        return new CapabilityReferenceAttributeDefinition.Builder<>(
                        name,
                        CapabilityReference.builder(CAPABILITY, ELYTRON_CONTEXT).build())
                .setRequired(false)
                .setRestartAllServices()
                .build();
    }

    private static SimpleAttributeDefinition number(String name, int value, int max, MeasurementUnit unit) {
        return SimpleAttributeDefinitionBuilder.create(name, ModelType.INT, true)
                .setDefaultValue(new ModelNode(value))
                .setMeasurementUnit(unit)
                .setValidator(new IntRangeValidator(1, max, true, true))
                .setAllowExpression(true)
                .setRestartAllServices()
                .build();
    }

    private static final List<Figure<Metered>> FIGURES = List.of(
            gauge("connections", Metered::connections),
            counter("messages-received", of -> of.meter().messagesReceived()),
            bytes("bytes-received", of -> of.meter().bytesReceived()),
            counter("messages-sent", of -> of.meter().messagesSent()),
            bytes("bytes-sent", of -> of.meter().bytesSent()),
            counter("retransmissions-sent", of -> of.meter().retransmissionsSent()),
            counter("messages-malformed", of -> of.meter().messagesMalformed()),
            counter("messages-dropped", of -> of.meter().messagesDropped()));

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
        var server = SSL_CONTEXT.resolve(context, model);
        var client = CLIENT_SSL_CONTEXT.resolve(context, model);
        var kind = transport.equals(Transport.UDP.toString()) ? null : StreamTransport.Kind.of(transport);
        if ((kind != null && kind.secure()) != model.hasDefined(SSL_CONTEXT.getName())) {
            throw SipLogger.LOG.sslContextDoesNotFit(name, transport);
        }
        var bounds = bounds(context, model);
        var outside = publicAddress(context, model);
        var binding = SOCKET_BINDING.resolve(context, model);
        var container = ServiceDependency.on(SipSubsystemRegistrar.CONTAINER);
        return CapabilityServiceInstaller.builder(
                        CAPABILITY,
                        () -> container
                                .get()
                                .listen(new ConnectorSettings(
                                        name,
                                        // The binding applies the server's port offset; the stack opens the socket
                                        // itself.
                                        binding.get().getSocketAddress(),
                                        kind == null ? null : new StreamTransport(kind, server.get(), client.get()),
                                        bounds,
                                        outside.isEmpty() ? null : outside.get().at(binding.get()))))
                .requires(List.of(binding, container, server, client))
                .onStop(ListeningConnector::close)
                .blocking()
                .startWhen(StartWhen.INSTALLED)
                .build();
    }

    private static StreamSettings bounds(OperationContext context, ModelNode model) throws OperationFailedException {
        return new StreamSettings(
                MAX_CONNECTIONS.resolveModelAttribute(context, model).asInt(),
                MAX_CONNECTIONS_PER_ADDRESS
                        .resolveModelAttribute(context, model)
                        .asInt(),
                duration(IDLE_TIMEOUT, context, model),
                duration(MESSAGE_TIMEOUT, context, model),
                duration(CONNECT_TIMEOUT, context, model),
                WRITE_QUEUE.resolveModelAttribute(context, model).asInt());
    }

    private static Duration duration(SimpleAttributeDefinition attribute, OperationContext context, ModelNode model)
            throws OperationFailedException {
        return Duration.ofMillis(attribute.resolveModelAttribute(context, model).asInt());
    }

    /** What was set; the port is that of the socket unless another was set. */
    private record Outside(String host, @Nullable Integer port) {
        ConnectorSettings.PublicAddress at(SocketBinding binding) {
            return new ConnectorSettings.PublicAddress(
                    host, port == null ? binding.getSocketAddress().getPort() : port);
        }
    }

    private static Optional<Outside> publicAddress(OperationContext context, ModelNode model)
            throws OperationFailedException {
        var host = PUBLIC_ADDRESS.resolveModelAttribute(context, model).asStringOrNull();
        var port = PUBLIC_PORT.resolveModelAttribute(context, model).asIntOrNull();
        // An expression with an empty default means that nothing was set.
        return host == null || host.isBlank() ? Optional.empty() : Optional.of(new Outside(host, port));
    }
}
