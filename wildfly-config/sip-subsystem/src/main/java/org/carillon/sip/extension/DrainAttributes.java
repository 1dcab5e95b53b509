// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.extension;

import static org.carillon.sip.extension.Figure.counter;
import static org.carillon.sip.extension.Figure.gauge;

import java.util.List;
import org.carillon.sip.container.SipContainer;
import org.carillon.sip.drain.Drain;
import org.carillon.sip.overload.Admission;
import org.carillon.sip.overload.SourceLimits;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.dmr.ModelType;

/**
 * How far a suspend has come: {@code drain-state}, {@code dialogs-left}, {@code dialogs-refused}; and what was refused
 * for the load: {@code overload-refused}.
 */
final class DrainAttributes {
    private static final AttributeDefinition STATE = SimpleAttributeDefinitionBuilder.create(
                    "drain-state", ModelType.STRING, true)
            .setAllowedValues(
                    Drain.State.RUNNING.toString(), Drain.State.DRAINING.toString(), Drain.State.DRAINED.toString())
            .setStorageRuntime()
            .build();

    private static final List<Figure<Drain>> FIGURES =
            List.of(gauge("dialogs-left", Drain::dialogsLeft), counter("dialogs-refused", Drain::refusals));

    private static final List<Figure<Admission>> OVERLOAD = List.of(counter("overload-refused", Admission::refusals));

    private static final List<Figure<SourceLimits>> LIMITS =
            List.of(gauge("unacknowledged", SourceLimits::unacknowledged), gauge("lingering", SourceLimits::lingering));

    private DrainAttributes() {}

    static void register(ManagementResourceRegistration subsystem, RunningContainer running) {
        Figure.register(subsystem, FIGURES, context -> running.get().map(SipContainer::drain));
        Figure.register(subsystem, OVERLOAD, context -> running.get().map(SipContainer::admission));
        Figure.register(subsystem, LIMITS, context -> running.get().map(SipContainer::limits));
        subsystem.registerReadOnlyAttribute(
                STATE,
                (context, operation) -> context.addStep(
                        (step, same) -> running.get()
                                .ifPresent(container -> step.getResult()
                                        .set(container.drain().state().toString())),
                        OperationContext.Stage.RUNTIME));
    }
}
