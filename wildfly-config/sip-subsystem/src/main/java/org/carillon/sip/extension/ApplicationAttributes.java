// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.extension;

import static org.carillon.sip.extension.Figure.gauge;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.carillon.sip.deployment.SipDeploymentModel;
import org.carillon.sip.metrics.ApplicationFigures;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.PathAddress;
import org.jboss.as.controller.PathElement;
import org.jboss.as.controller.PrimitiveListAttributeDefinition;
import org.jboss.as.controller.ResourceDefinition;
import org.jboss.as.controller.ResourceRegistration;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.as.controller.SubsystemRegistration;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;

/**
 * What operators see of a SIP application, at {@code /subsystem=sip/application=NAME} and, below its WAR, at
 * {@code /deployment=FILE/subsystem=sip}.
 */
final class ApplicationAttributes {
    private static final List<Figure<ApplicationFigures>> FIGURES = List.of(
            gauge("application-sessions", ApplicationFigures::applicationSessions),
            gauge("sip-sessions", ApplicationFigures::sipSessions),
            gauge("dialogs-in-use", ApplicationFigures::dialogs),
            gauge("servlet-timers", ApplicationFigures::timers));

    private static final AttributeDefinition NAME = text(SipDeploymentModel.APPLICATION);
    private static final AttributeDefinition STATE = text("state");
    private static final AttributeDefinition MAIN_SERVLET = text("main-servlet");
    private static final AttributeDefinition SERVLETS = PrimitiveListAttributeDefinition.Builder.of(
                    "servlets", ModelType.STRING)
            .setRequired(false)
            .setStorageRuntime()
            .build();

    private ApplicationAttributes() {}

    private static AttributeDefinition text(String name) {
        return SimpleAttributeDefinitionBuilder.create(name, ModelType.STRING, true)
                .setStorageRuntime()
                .build();
    }

    /** How the application that a resource stands for is found; nothing while it takes no requests. */
    interface Finder extends Function<OperationContext, Optional<ApplicationFigures>> {}

    static void register(ManagementResourceRegistration registration, Finder finder) {
        Figure.register(registration, FIGURES, finder);
        readOnly(
                registration,
                STATE,
                (context, result) -> result.set(finder.apply(context).isPresent() ? "running" : "stopped"));
        readOnly(
                registration,
                MAIN_SERVLET,
                (context, result) -> finder.apply(context)
                        .map(ApplicationFigures::mainServlet)
                        .filter(servlet -> !servlet.isEmpty())
                        .ifPresent(result::set));
        readOnly(
                registration,
                SERVLETS,
                (context, result) -> finder.apply(context).ifPresent(found -> {
                    result.setEmptyList();
                    found.servlets().forEach(result::add);
                }));
    }

    /** Registers what is below a deployment. */
    static void registerDeployment(SubsystemRegistration subsystem, RunningContainer running) {
        var path = PathElement.pathElement("application");
        var registration = subsystem.registerDeploymentModel(ResourceDefinition.builder(
                        ResourceRegistration.of(SipSubsystemRegistrar.REGISTRATION.getPathElement()),
                        SipSubsystemRegistrar.RESOLVER.createChildResolver(path))
                .asRuntime()
                .build());
        readOnly(registration, NAME, (context, result) -> result.set(name(context)));
        register(registration, context -> running.figures().flatMap(figures -> figures.application(name(context))));
    }

    private static String name(OperationContext context) {
        return context.readResource(PathAddress.EMPTY_ADDRESS)
                .getModel()
                .get(SipDeploymentModel.APPLICATION)
                .asString("");
    }

    private static void readOnly(
            ManagementResourceRegistration registration,
            AttributeDefinition attribute,
            BiConsumer<OperationContext, ModelNode> reader) {
        registration.registerReadOnlyAttribute(
                attribute,
                (context, operation) -> context.addStep(
                        (step, same) -> reader.accept(step, step.getResult()), OperationContext.Stage.RUNTIME));
    }
}
