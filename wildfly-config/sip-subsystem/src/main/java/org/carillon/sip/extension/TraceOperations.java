// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.extension;

import java.time.Duration;
import org.carillon.sip.logging.SipLogger;
import org.carillon.sip.tracing.MessageTraces;
import org.carillon.sip.tracing.Peer;
import org.carillon.sip.tracing.Trace;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.ObjectListAttributeDefinition;
import org.jboss.as.controller.ObjectTypeAttributeDefinition;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationDefinition;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.OperationStepHandler;
import org.jboss.as.controller.SimpleAttributeDefinition;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.as.controller.SimpleOperationDefinitionBuilder;
import org.jboss.as.controller.client.helpers.MeasurementUnit;
import org.jboss.as.controller.operations.validation.IntRangeValidator;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;

/** {@code /subsystem=sip:trace}, {@code :stop-trace} and the attribute {@code traces}. */
final class TraceOperations {
    private static final int DEFAULT_MINUTES = 10;
    private static final int DEFAULT_MESSAGES = 1_000;

    private static final SimpleAttributeDefinition ID =
            SimpleAttributeDefinitionBuilder.create("id", ModelType.INT, true).build();
    private static final SimpleAttributeDefinition CALL_ID = SimpleAttributeDefinitionBuilder.create(
                    "call-id", ModelType.STRING, true)
            .build();
    private static final SimpleAttributeDefinition PEER = SimpleAttributeDefinitionBuilder.create(
                    "peer", ModelType.STRING, true)
            .build();
    private static final SimpleAttributeDefinition MINUTES = SimpleAttributeDefinitionBuilder.create(
                    "minutes", ModelType.INT, true)
            .setDefaultValue(new ModelNode(DEFAULT_MINUTES))
            .setMeasurementUnit(MeasurementUnit.MINUTES)
            .setValidator(new IntRangeValidator(1, (int) Trace.LONGEST.toMinutes(), true, false))
            .build();
    private static final SimpleAttributeDefinition MESSAGES = SimpleAttributeDefinitionBuilder.create(
                    "messages", ModelType.INT, true)
            .setDefaultValue(new ModelNode(DEFAULT_MESSAGES))
            .setValidator(new IntRangeValidator(1, Trace.MOST_MESSAGES, true, false))
            .build();
    private static final SimpleAttributeDefinition UNTIL =
            SimpleAttributeDefinitionBuilder.create("until", ModelType.STRING).build();
    private static final SimpleAttributeDefinition WRITTEN =
            SimpleAttributeDefinitionBuilder.create("written", ModelType.INT).build();
    private static final AttributeDefinition TRACES = ObjectListAttributeDefinition.Builder.of(
                    "traces",
                    ObjectTypeAttributeDefinition.create("trace", ID, CALL_ID, PEER, UNTIL, WRITTEN, MESSAGES)
                            .build())
            .setRequired(false)
            .setStorageRuntime()
            .build();

    private static final OperationDefinition TRACE = SimpleOperationDefinitionBuilder.of(
                    "trace", SipSubsystemRegistrar.RESOLVER)
            .setParameters(CALL_ID, PEER, MINUTES, MESSAGES)
            .setReplyType(ModelType.INT)
            .setRuntimeOnly()
            .build();
    private static final OperationDefinition STOP_TRACE = SimpleOperationDefinitionBuilder.of(
                    "stop-trace", SipSubsystemRegistrar.RESOLVER)
            .setParameters(ID)
            .setReplyType(ModelType.INT)
            .setRuntimeOnly()
            .build();

    private final RunningContainer running;

    TraceOperations(RunningContainer running) {
        this.running = running;
    }

    void register(ManagementResourceRegistration subsystem) {
        subsystem.registerOperationHandler(TRACE, atRuntime(this::begin));
        subsystem.registerOperationHandler(STOP_TRACE, atRuntime(this::end));
        subsystem.registerReadOnlyAttribute(TRACES, atRuntime(this::list));
    }

    private static OperationStepHandler atRuntime(OperationStepHandler step) {
        return (context, operation) -> context.addStep(step, OperationContext.Stage.RUNTIME);
    }

    private MessageTraces traces() throws OperationFailedException {
        return running.get()
                .orElseThrow(() -> new OperationFailedException("the SIP container does not run"))
                .traces();
    }

    private void begin(OperationContext context, ModelNode operation) throws OperationFailedException {
        var callId = CALL_ID.resolveModelAttribute(context, operation).asStringOrNull();
        var peer = PEER.resolveModelAttribute(context, operation).asStringOrNull();
        var minutes = MINUTES.resolveModelAttribute(context, operation).asInt();
        var messages = MESSAGES.resolveModelAttribute(context, operation).asInt();
        try {
            var trace = new Trace(callId, peer == null ? null : Peer.of(peer), Duration.ofMinutes(minutes), messages);
            var id = traces().begin(trace);
            SipLogger.LOG.traceBegun(
                    id, callId == null ? "any" : callId, peer == null ? "any" : peer, minutes, messages);
            context.getResult().set(id);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new OperationFailedException(e.getMessage());
        }
    }

    private void end(OperationContext context, ModelNode operation) throws OperationFailedException {
        var id = ID.resolveModelAttribute(context, operation);
        if (!id.isDefined()) {
            context.getResult().set(traces().endAll());
            return;
        }
        if (!traces().end(id.asInt())) {
            throw new OperationFailedException("there is no trace " + id.asInt());
        }
        context.getResult().set(1);
    }

    private void list(OperationContext context, ModelNode operation) throws OperationFailedException {
        var list = context.getResult().setEmptyList();
        for (var trace : traces().list()) {
            var node = list.add();
            node.get(ID.getName()).set(trace.id());
            if (trace.trace().callId() != null) {
                node.get(CALL_ID.getName()).set(trace.trace().callId());
            }
            if (trace.trace().peer() != null) {
                node.get(PEER.getName()).set(trace.trace().peer().text());
            }
            node.get(UNTIL.getName()).set(trace.until().toString());
            node.get(WRITTEN.getName()).set(trace.written());
            node.get(MESSAGES.getName()).set(trace.trace().messages());
        }
    }
}
