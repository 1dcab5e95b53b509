// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.extension;

import static org.carillon.sip.extension.Figure.counter;
import static org.carillon.sip.extension.Figure.gauge;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.carillon.sip.metrics.ApplicationFigures;
import org.carillon.sip.metrics.ContainerFigures;
import org.carillon.sip.metrics.ResponseClass;
import org.carillon.sip.metrics.SipMethod;
import org.carillon.sip.metrics.Traffic;
import org.jboss.as.controller.PathElement;
import org.jboss.as.controller.ResourceDefinition;
import org.jboss.as.controller.ResourceRegistration;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.as.controller.registry.PlaceholderResource;
import org.jboss.as.controller.registry.Resource;
import org.jspecify.annotations.Nullable;
import org.wildfly.subsystem.resource.ChildResourceProvider;
import org.wildfly.subsystem.resource.DynamicResource;

/**
 * The runtime side of {@code /subsystem=sip}: its numbers, and the children {@code request=METHOD},
 * {@code response=CLASS} and {@code application=NAME}, which exist only while the server runs.
 */
final class SubsystemFigures {
    private static final PathElement REQUEST = PathElement.pathElement("request");
    private static final PathElement RESPONSE = PathElement.pathElement("response");
    private static final PathElement APPLICATION = PathElement.pathElement("application");

    private static final List<Figure<ContainerFigures>> CONTAINER = List.of(
            gauge("client-transactions", ContainerFigures::clientTransactions),
            gauge("server-transactions", ContainerFigures::serverTransactions),
            gauge("dialogs", ContainerFigures::dialogs),
            gauge("application-sessions", figures -> sum(figures, ApplicationFigures::applicationSessions)),
            gauge("sip-sessions", figures -> sum(figures, ApplicationFigures::sipSessions)),
            gauge("servlet-timers", figures -> sum(figures, ApplicationFigures::timers)),
            counter("requests-absorbed", figures -> figures.traffic().requestsAbsorbed()),
            counter("responses-absorbed", figures -> figures.traffic().responsesAbsorbed()),
            gauge("lanes-busy", figures -> figures.lanes().busy()),
            gauge("lane-waiting", figures -> figures.lanes().waiting()),
            gauge("lane-longest", figures -> figures.lanes().longest()),
            gauge("lane-highest", figures -> figures.lanes().highest()),
            counter("lane-handled", figures -> figures.lanes().handled()));

    private record Requests(Traffic traffic, SipMethod method) {}

    private static final List<Figure<Requests>> REQUESTS = List.of(
            counter("requests-received", of -> of.traffic().requestsReceived(of.method())),
            counter("requests-sent", of -> of.traffic().requestsSent(of.method())));

    private record Responses(Traffic traffic, ResponseClass kind) {}

    private static final List<Figure<Responses>> RESPONSES = List.of(
            counter("responses-received", of -> of.traffic().responsesReceived(of.kind())),
            counter("responses-sent", of -> of.traffic().responsesSent(of.kind())));

    private final RunningContainer running;

    SubsystemFigures(RunningContainer running) {
        this.running = running;
    }

    private static long sum(ContainerFigures figures, ToIntFunction<ApplicationFigures> figure) {
        return figures.applications().stream().mapToLong(figure::applyAsInt).sum();
    }

    void register(ManagementResourceRegistration subsystem) {
        Figure.register(subsystem, CONTAINER, context -> running.figures());
        Figure.register(
                child(subsystem, REQUEST),
                REQUESTS,
                context -> running.figures()
                        .map(figures ->
                                new Requests(figures.traffic(), SipMethod.valueOf(context.getCurrentAddressValue()))));
        Figure.register(
                child(subsystem, RESPONSE),
                RESPONSES,
                context -> running.figures()
                        .flatMap(figures -> ResponseClass.labelled(context.getCurrentAddressValue())
                                .map(kind -> new Responses(figures.traffic(), kind))));
        ApplicationAttributes.register(
                child(subsystem, APPLICATION),
                context -> running.figures().flatMap(figures -> figures.application(context.getCurrentAddressValue())));
    }

    private static ManagementResourceRegistration child(ManagementResourceRegistration subsystem, PathElement path) {
        return subsystem.registerSubModel(ResourceDefinition.builder(
                        ResourceRegistration.of(path), SipSubsystemRegistrar.RESOLVER.createChildResolver(path))
                .asRuntime()
                .build());
    }

    /** {@return the subsystem's resource with the children that are never stored} */
    Resource withChildren(Resource resource) {
        return new DynamicResource(
                resource,
                Map.of(
                        REQUEST.getKey(),
                        new Names(() -> Arrays.stream(SipMethod.values())
                                .map(SipMethod::name)
                                .collect(Collectors.toUnmodifiableSet())),
                        RESPONSE.getKey(),
                        new Names(() -> Arrays.stream(ResponseClass.values())
                                .map(ResponseClass::label)
                                .collect(Collectors.toUnmodifiableSet())),
                        APPLICATION.getKey(),
                        new Names(this::applications)));
    }

    private Set<String> applications() {
        return running.figures().stream()
                .flatMap(figures -> figures.applications().stream())
                .map(ApplicationFigures::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Children that have a name and nothing else. */
    private record Names(Supplier<Set<String>> names) implements ChildResourceProvider {
        @Override
        public @Nullable Resource getChild(String name) {
            return names.get().contains(name) ? PlaceholderResource.INSTANCE : null;
        }

        @Override
        public Set<String> getChildren() {
            return names.get();
        }
    }
}
