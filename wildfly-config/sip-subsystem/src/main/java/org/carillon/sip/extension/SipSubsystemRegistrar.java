// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.extension;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.carillon.sip.concurrency.ConcurrencyMode;
import org.carillon.sip.container.SipContainer;
import org.carillon.sip.container.SipSettings;
import org.carillon.sip.deployment.SipDeploymentChain;
import org.carillon.sip.drain.Drain;
import org.carillon.sip.drain.SuspendActivity;
import org.carillon.sip.location.LocationSettings;
import org.carillon.sip.logging.SipLogger;
import org.carillon.sip.overload.Admission;
import org.carillon.sip.overload.SourceLimits;
import org.carillon.sip.replication.GridCopiesDependency;
import org.carillon.sip.security.ElytronUsers;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.PropertiesAttributeDefinition;
import org.jboss.as.controller.ResourceDefinition;
import org.jboss.as.controller.SimpleAttributeDefinition;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.as.controller.SubsystemRegistration;
import org.jboss.as.controller.SubsystemResourceRegistration;
import org.jboss.as.controller.capability.RuntimeCapability;
import org.jboss.as.controller.client.helpers.MeasurementUnit;
import org.jboss.as.controller.descriptions.ParentResourceDescriptionResolver;
import org.jboss.as.controller.descriptions.SubsystemResourceDescriptionResolver;
import org.jboss.as.controller.operations.validation.IntRangeValidator;
import org.jboss.as.controller.operations.validation.StringAllowedValuesValidator;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.as.server.suspend.SuspendableActivityRegistry;
import org.jboss.as.server.suspend.SuspendableActivityRegistry.SuspendPriority;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.jspecify.annotations.Nullable;
import org.wildfly.security.auth.server.SecurityDomain;
import org.wildfly.service.Installer.StartWhen;
import org.wildfly.service.descriptor.NullaryServiceDescriptor;
import org.wildfly.service.descriptor.UnaryServiceDescriptor;
import org.wildfly.subsystem.resource.ManagementResourceRegistrar;
import org.wildfly.subsystem.resource.ManagementResourceRegistrationContext;
import org.wildfly.subsystem.resource.ResourceDescriptor;
import org.wildfly.subsystem.resource.SubsystemResourceDefinitionRegistrar;
import org.wildfly.subsystem.resource.capability.CapabilityReference;
import org.wildfly.subsystem.resource.capability.CapabilityReferenceAttributeDefinition;
import org.wildfly.subsystem.resource.operation.ResourceOperationRuntimeHandler;
import org.wildfly.subsystem.service.ResourceServiceConfigurator;
import org.wildfly.subsystem.service.ResourceServiceInstaller;
import org.wildfly.subsystem.service.ServiceDependency;
import org.wildfly.subsystem.service.capability.CapabilityServiceInstaller;

/** {@code /subsystem=sip}: the settings of the container, its service, and the deployment chain. */
final class SipSubsystemRegistrar implements SubsystemResourceDefinitionRegistrar, ResourceServiceConfigurator {
    static final SubsystemResourceRegistration REGISTRATION = SubsystemResourceRegistration.of("sip");
    static final ParentResourceDescriptionResolver RESOLVER =
            new SubsystemResourceDescriptionResolver(REGISTRATION.getName(), SipSubsystemRegistrar.class);
    static final NullaryServiceDescriptor<SipContainer> CONTAINER =
            NullaryServiceDescriptor.of("org.carillon.sip.container", SipContainer.class);
    static final RuntimeCapability<Void> CAPABILITY =
            RuntimeCapability.Builder.of(CONTAINER).build();

    private static final int MAX_LANES = 256;
    private static final int DEFAULT_RETRY_AFTER = 10;
    private static final int MAX_LANE_LENGTH = 1_000_000;

    static final CapabilityReferenceAttributeDefinition<SecurityDomain> SECURITY_DOMAIN =
            new CapabilityReferenceAttributeDefinition.Builder<>(
                            "security-domain",
                            CapabilityReference.builder(
                                            CAPABILITY,
                                            UnaryServiceDescriptor.of(
                                                    "org.wildfly.security.security-domain", SecurityDomain.class))
                                    .build())
                    .setRequired(false)
                    .setRestartAllServices()
                    .build();
    static final SimpleAttributeDefinition SERVER_ID = text("server-id");
    static final SimpleAttributeDefinition NODE = text("node");
    static final SimpleAttributeDefinition DEFAULT_APPLICATION = text("default-application");
    static final SimpleAttributeDefinition DAR = text("dar");
    static final SimpleAttributeDefinition ROUTER_MODULE = text("application-router-module");
    static final SimpleAttributeDefinition LANES = number("lanes", 8, 1, MAX_LANES, MeasurementUnit.NONE);
    static final SimpleAttributeDefinition LANE_LENGTH =
            number("lane-length", 2_000, 1, MAX_LANE_LENGTH, MeasurementUnit.NONE);
    static final SimpleAttributeDefinition UDP_BUFFER =
            number("udp-buffer", 4 * 1024 * 1024, 4096, Integer.MAX_VALUE, MeasurementUnit.BYTES);
    static final SimpleAttributeDefinition T1 = milliseconds("t1", 500, 1);
    static final SimpleAttributeDefinition T2 = milliseconds("t2", 4_000, 1);
    static final SimpleAttributeDefinition T4 = milliseconds("t4", 5_000, 1);
    static final SimpleAttributeDefinition TIMER_D = milliseconds("timer-d", 32_000, 32_000);
    static final SimpleAttributeDefinition CONCURRENCY = SimpleAttributeDefinitionBuilder.create(
                    "concurrency-control", ModelType.STRING, true)
            .setDefaultValue(new ModelNode(ConcurrencyMode.NONE.core().name()))
            .setAllowedValues(Arrays.stream(ConcurrencyMode.values())
                    .map(mode -> mode.core().name())
                    .toArray(String[]::new))
            .setValidator(new StringAllowedValuesValidator(Arrays.stream(ConcurrencyMode.values())
                    .map(mode -> mode.core().name())
                    .toArray(String[]::new)))
            .setAllowExpression(true)
            .setRestartAllServices()
            .build();
    static final PropertiesAttributeDefinition STACK_PROPERTIES = new PropertiesAttributeDefinition.Builder(
                    "stack-properties", true)
            .setAllowExpression(true)
            .setRestartAllServices()
            .build();
    static final SimpleAttributeDefinition RETRY_AFTER = builder(
                    "retry-after", DEFAULT_RETRY_AFTER, 1, Drain.MAX_RETRY_AFTER_SECONDS, MeasurementUnit.SECONDS)
            .build();
    static final SimpleAttributeDefinition OVERLOAD_WAIT = builder(
                    "overload-wait", 250, 10, 10_000, MeasurementUnit.MILLISECONDS)
            .build();
    static final SimpleAttributeDefinition MAX_UNACKNOWLEDGED = builder(
                    "max-unacknowledged", SourceLimits.MAX_UNACKNOWLEDGED, 2, 1_000_000, MeasurementUnit.NONE)
            .build();
    static final SimpleAttributeDefinition MAX_LINGERING = builder(
                    "max-lingering", SourceLimits.MAX_LINGERING, 2, 10_000_000, MeasurementUnit.NONE)
            .build();
    static final SimpleAttributeDefinition WARM_UP_RATE =
            number("warm-up-rate", 200, 1, 1_000_000, MeasurementUnit.NONE);
    static final SimpleAttributeDefinition CACHE_CONTAINER = text("cache-container", "cache");
    static final SimpleAttributeDefinition CACHE = text("cache", "cache-container");
    static final SimpleAttributeDefinition DNS_SERVERS = text("dns-servers");
    static final SimpleAttributeDefinition DNS_TIMEOUT =
            number("dns-timeout", 5_000, 100, 60_000, MeasurementUnit.MILLISECONDS);
    static final List<AttributeDefinition> ATTRIBUTES = List.of(
            SECURITY_DOMAIN,
            SERVER_ID,
            NODE,
            DEFAULT_APPLICATION,
            DAR,
            ROUTER_MODULE,
            LANES,
            LANE_LENGTH,
            UDP_BUFFER,
            WARM_UP_RATE,
            CONCURRENCY,
            CACHE_CONTAINER,
            CACHE,
            DNS_SERVERS,
            DNS_TIMEOUT,
            STACK_PROPERTIES);

    /** What changes while the container runs, and how. */
    private static final Map<SimpleAttributeDefinition, ObjIntConsumer<SipContainer>> CHANGEABLE = Map.of(
            RETRY_AFTER, (container, seconds) -> container.drain().retryAfter(seconds),
            OVERLOAD_WAIT, (container, millis) -> container.admission().setPoint(millis),
            MAX_UNACKNOWLEDGED, (container, most) -> container.limits().maxUnacknowledged(most),
            MAX_LINGERING, (container, most) -> container.limits().maxLingering(most),
            T1, (container, millis) -> container.set(SipSettings.Timer.T1, millis),
            T2, (container, millis) -> container.set(SipSettings.Timer.T2, millis),
            T4, (container, millis) -> container.set(SipSettings.Timer.T4, millis),
            TIMER_D, (container, millis) -> container.set(SipSettings.Timer.D, millis));

    static final List<AttributeDefinition> CHANGEABLE_ATTRIBUTES =
            List.of(T1, T2, T4, TIMER_D, RETRY_AFTER, OVERLOAD_WAIT, MAX_UNACKNOWLEDGED, MAX_LINGERING);

    private final RunningContainer running = new RunningContainer();
    private final SubsystemFigures figures = new SubsystemFigures(running);

    private static SimpleAttributeDefinition text(String name, String... needed) {
        return SimpleAttributeDefinitionBuilder.create(name, ModelType.STRING, true)
                .setAllowExpression(needed.length == 0)
                .setRequires(needed)
                .setRestartAllServices()
                .build();
    }

    private static SimpleAttributeDefinition milliseconds(String name, int value, int min) {
        return builder(name, value, min, Integer.MAX_VALUE, MeasurementUnit.MILLISECONDS)
                .build();
    }

    private static SimpleAttributeDefinition number(String name, int value, int min, int max, MeasurementUnit unit) {
        return builder(name, value, min, max, unit).setRestartAllServices().build();
    }

    private static SimpleAttributeDefinitionBuilder builder(
            String name, int value, int min, int max, MeasurementUnit unit) {
        return SimpleAttributeDefinitionBuilder.create(name, ModelType.INT, true)
                .setDefaultValue(new ModelNode(value))
                .setMeasurementUnit(unit)
                .setValidator(new IntRangeValidator(min, max, true, true))
                .setAllowExpression(true);
    }

    @Override
    public ManagementResourceRegistration register(
            SubsystemRegistration parent, ManagementResourceRegistrationContext context) {
        var registration = parent.registerSubsystemModel(
                ResourceDefinition.builder(REGISTRATION, RESOLVER).build());
        var builder = ResourceDescriptor.builder(RESOLVER)
                .addAttributes(ATTRIBUTES)
                .addCapabilities(List.of(CAPABILITY))
                .withRuntimeHandler(ResourceOperationRuntimeHandler.configureService(this))
                .withResourceTransformation(figures::withChildren)
                .withDeploymentChainContributor(target -> SipDeploymentChain.contribute(
                        target, REGISTRATION.getName(), CONTAINER, SipConnectorRegistrar.DESCRIPTOR));
        CHANGEABLE.forEach((attribute, change) ->
                builder.addAttribute(attribute, new RuntimeWriteHandler<>(attribute, running::get, change)));
        ManagementResourceRegistrar.of(builder.build()).register(registration);
        new SipConnectorRegistrar(running).register(registration, context);
        figures.register(registration);
        new TraceOperations(running).register(registration);
        DrainAttributes.register(registration, running);
        ApplicationAttributes.registerDeployment(parent, running);
        return registration;
    }

    @Override
    public ResourceServiceInstaller configure(OperationContext context, ModelNode model)
            throws OperationFailedException {
        var settings = settings(context, model);
        var retryAfter = RETRY_AFTER.resolveModelAttribute(context, model).asInt();
        var overloadWait = OVERLOAD_WAIT.resolveModelAttribute(context, model).asInt();
        var mostUnacknowledged =
                MAX_UNACKNOWLEDGED.resolveModelAttribute(context, model).asInt();
        var mostLingering = MAX_LINGERING.resolveModelAttribute(context, model).asInt();
        var warmUpRate = WARM_UP_RATE.resolveModelAttribute(context, model).asInt();
        var location = location(context, model);
        var router = routerModule(context, model);
        var suspending = ServiceDependency.on(SuspendableActivityRegistry.SERVICE_DESCRIPTOR);
        var domain = SECURITY_DOMAIN.resolve(context, model);
        var copies = GridCopiesDependency.of(
                CACHE_CONTAINER.resolveModelAttribute(context, model).asStringOrNull(),
                CACHE.resolveModelAttribute(context, model).asStringOrNull());
        return CapabilityServiceInstaller.builder(
                        CAPABILITY,
                        () -> new SipContainer(
                                settings, retryAfter, new Admission(System::nanoTime, overloadWait, warmUpRate)))
                .requires(List.of(suspending, domain, copies))
                .onStart(container -> {
                    if (domain.get() != null) {
                        container.authenticateBy(new ElytronUsers(domain.get()));
                    }
                    container.locateBy(location);
                    container.routeBy(router);
                    container.replicateTo(copies.get());
                    container.limits().maxUnacknowledged(mostUnacknowledged);
                    container.limits().maxLingering(mostLingering);
                    container.start();
                    // First of all, so that a call finds everything else still there until it has ended.
                    suspending.get().registerActivity(new SuspendActivity(container.drain()), SuspendPriority.FIRST);
                })
                .onStop(container -> {
                    suspending.get().unregisterActivity(new SuspendActivity(container.drain()));
                    container.stop();
                })
                .withCaptor(running::set)
                .blocking()
                .startWhen(StartWhen.INSTALLED)
                .build();
    }

    private static SipSettings settings(OperationContext context, ModelNode model) throws OperationFailedException {
        var timers = new SipSettings.Timers(
                duration(T1, context, model),
                duration(T2, context, model),
                duration(T4, context, model),
                duration(TIMER_D, context, model));
        try {
            return new SipSettings(
                    SERVER_ID.resolveModelAttribute(context, model).asStringOrNull(),
                    NODE.resolveModelAttribute(context, model).asStringOrNull(),
                    DEFAULT_APPLICATION.resolveModelAttribute(context, model).asStringOrNull(),
                    DAR.resolveModelAttribute(context, model).asStringOrNull(),
                    LANES.resolveModelAttribute(context, model).asInt(),
                    LANE_LENGTH.resolveModelAttribute(context, model).asInt(),
                    UDP_BUFFER.resolveModelAttribute(context, model).asInt(),
                    timers,
                    ConcurrencyMode.of(
                            CONCURRENCY.resolveModelAttribute(context, model).asString()),
                    Map.copyOf(STACK_PROPERTIES.unwrap(context, model)));
        } catch (IllegalArgumentException e) {
            throw SipLogger.LOG.unusableSettings(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable String routerModule(OperationContext context, ModelNode model)
            throws OperationFailedException {
        var module = ROUTER_MODULE.resolveModelAttribute(context, model).asString("");
        if (module.isBlank()) {
            return null;
        }
        if (model.hasDefined(DAR.getName()) || model.hasDefined(DEFAULT_APPLICATION.getName())) {
            throw SipLogger.LOG.twoRouters();
        }
        return module.strip();
    }

    private static LocationSettings location(OperationContext context, ModelNode model)
            throws OperationFailedException {
        var servers = DNS_SERVERS.resolveModelAttribute(context, model).asString("");
        try {
            return new LocationSettings(
                    Stream.of(servers.split("[,\\s]+", -1))
                            .filter(server -> !server.isEmpty())
                            .map(LocationSettings::server)
                            .toList(),
                    duration(DNS_TIMEOUT, context, model));
        } catch (IllegalArgumentException e) {
            throw SipLogger.LOG.noDnsServer(String.valueOf(e.getMessage()));
        }
    }

    private static Duration duration(SimpleAttributeDefinition attribute, OperationContext context, ModelNode model)
            throws OperationFailedException {
        return Duration.ofMillis(attribute.resolveModelAttribute(context, model).asInt());
    }
}
