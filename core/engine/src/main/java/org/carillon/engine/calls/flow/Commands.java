// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carillon.engine.calls.CallChange;
import org.carillon.engine.calls.NewCall.Instructions;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.session.Script;
import org.carillon.engine.calls.session.Step;
import org.carillon.engine.calls.session.Step.Flow;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.markup.MarkupException;
import org.carillon.engine.markup.verb.Redirect;
import org.carillon.engine.records.CallDirection;
import org.carillon.engine.records.CallOutcome;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookTarget;

/** Changes of a living call by the API, at any moment and whatever the call is doing. The same change acts once. */
final class Commands {
    private final Interpreter interpreter;
    private final Documents documents;

    Commands(Interpreter interpreter, Documents documents) {
        this.interpreter = interpreter;
        this.documents = documents;
    }

    CallState apply(Event.Commanded command, CallState call) {
        CallSid leg = command.leg();
        if (call.session().remembers(command.commandId())
                || call.session().find(leg).isEmpty()) {
            return call;
        }
        CallState at = call.with(call.session().remembering(command)).of(leg);
        if (at.self().hasEnded()) {
            return at;
        }
        if (command.change() instanceof CallChange.Redirect redirect) {
            return mayRun(at.self()) ? redirect(redirect, at) : at;
        }
        boolean answered = at.self().isAnswered();
        if (command.change() instanceof CallChange.Cancel && answered) {
            return at;
        }
        return Legs.end(at, answered ? CallOutcome.completed("ended-by-api") : CallOutcome.canceled("canceled-by-api"));
    }

    /** A party that we call hears nothing before it has answered; a caller hears a document that answers. */
    private static boolean mayRun(Leg leg) {
        return leg.isAnswered() || leg.record().direction() == CallDirection.INBOUND;
    }

    private CallState redirect(CallChange.Redirect redirect, CallState call) {
        Step freed = call.session().script(call.leg()).isPresent()
                ? interpreter.interrupt(call)
                : Step.next(call.running(fresh(call)).alarm("limit", Limits.CALL_LENGTH));
        CallState free = freed.call();
        CallState at =
                redirect.fallback().isPresent() ? free.running(free.script().withFallback(redirect.fallback())) : free;
        boolean later = freed.flow() instanceof Flow.Stay;
        if (redirect.instructions() instanceof Instructions.FromUrl from) {
            Redirect next = new Redirect(from.target().url(), from.target().method());
            return later
                    ? at.running(at.script().followedBy(List.of(next)))
                    : interpreter.transfer(at, new Flow.Transfer(from.target(), Map.of()));
        }
        try {
            CallState read = documents.inline(at, ((Instructions.Inline) redirect.instructions()).document());
            return later ? read.running(at.script().followedBy(read.script().verbs())) : interpreter.run(read);
        } catch (MarkupException e) {
            // The service reads the document before it takes the change; what it let pass cannot fail here.
            return Notices.error(at, e.code(), String.valueOf(e.getMessage()), Notices.Exchange.NONE);
        }
    }

    private static Script fresh(CallState call) {
        WebhookTarget nowhere = new WebhookTarget("", HttpMethod.POST);
        return Script.unbegun(call.leg(), List.of(), nowhere, Optional.empty()).started();
    }
}
