// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import java.util.Map;
import java.util.Optional;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Leg.Phase;
import org.carillon.engine.calls.session.Script;
import org.carillon.engine.calls.session.Step;
import org.carillon.engine.calls.session.Step.Flow;
import org.carillon.engine.calls.session.VerbRunner;
import org.carillon.engine.calls.session.VerbState;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.markup.verb.Verb;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.records.CallOutcome;
import org.carillon.engine.records.CallStatus;

/** Runs the document of one leg: verb after verb, and from one document to the next. */
final class Interpreter {
    private final Runners runners;
    private final Documents documents;

    Interpreter(Runners runners, Documents documents) {
        this.runners = runners;
        this.documents = documents;
    }

    /** Gives an event to the document on {@code call.leg()}. */
    CallState deliver(Event event, CallState call) {
        Script script = call.script();
        if (call.self().hasEnded()) {
            return afterEnd(event, call);
        }
        if (script.fetching().isPresent()) {
            return event instanceof Event.Fetched fetched
                            && fetched.operation()
                                    .equals(script.fetching().get().operation())
                    ? run(documents.take(call, script.fetching().get(), fetched))
                    : call;
        }
        if (script.state() instanceof VerbState.Idle || script.state() instanceof VerbState.Preparing) {
            return run(call);
        }
        CallState at = isHeard(event) ? call.running(script.heard()) : call;
        return script.verb()
                .map(verb -> follow(runners.of(verb).on(event, verb, at)))
                .orElse(at);
    }

    /** Proof that a document did something for the caller, or at least took its time: it is no loop of empty documents. */
    private static boolean isHeard(Event event) {
        if (event instanceof Event.MediaHappened happened) {
            MediaEvent media = happened.media();
            return (media instanceof MediaEvent.Collected collected
                            && collected.reason() != MediaEvent.EndReason.FAILED)
                    || media instanceof MediaEvent.DigitHeard
                    || (media instanceof MediaEvent.Recorded recorded
                            && recorded.reason() != MediaEvent.EndReason.FAILED)
                    || (media instanceof MediaEvent.PlayEnded ended
                            && ended.failure().isEmpty());
        }
        if (event instanceof Event.Signalled signalled) {
            return signalled.signal() instanceof SignalEvent.Ringing
                    || signalled.signal() instanceof SignalEvent.Answered;
        }
        return event instanceof Event.DeadlineReached;
    }

    /** Begins at the script's position, as far as it goes without waiting. */
    CallState run(CallState call) {
        CallState at = call;
        while (true) {
            if (at.session().script(at.leg()).isEmpty()
                    || at.script().fetching().isPresent()
                    || at.self().hasEnded()) {
                return at;
            }
            Optional<Verb> verb = at.script().verb();
            if (verb.isEmpty()) {
                return hangUp(at);
            }
            VerbRunner<Verb> runner = runners.of(verb.get());
            if (!at.self().isUp() && runner.needsAnswer(verb.get(), at)) {
                return Legs.answer(at.in(new VerbState.Preparing(at.nextOperation())));
            }
            Step step = runner.start(verb.get(), at);
            if (!(step.flow() instanceof Flow.Next)) {
                return settle(step);
            }
            at = step.call().running(step.call().script().advanced());
        }
    }

    private CallState follow(Step step) {
        return step.flow() instanceof Flow.Next
                ? run(step.call().running(step.call().script().advanced()))
                : settle(step);
    }

    private CallState settle(Step step) {
        CallState call = step.call();
        if (step.flow() instanceof Flow.Transfer transfer) {
            CallState asked = documents.fetch(call, transfer.target(), transfer.parameters());
            return asked.script().fetching().isPresent() ? asked : run(asked);
        }
        if (step.flow() instanceof Flow.Refuse refuse) {
            CallStatus status = refuse.sipStatus() == 486 ? CallStatus.BUSY : CallStatus.FAILED;
            return drop(Legs.end(
                    call, new CallOutcome(status, CallOutcome.Blame.TENANT, refuse.reason(), refuse.sipStatus())));
        }
        if (step.flow() instanceof Flow.Hangup) {
            return hangUp(call);
        }
        return call;
    }

    private static CallState hangUp(CallState call) {
        CallOutcome outcome = call.self().phase() == Phase.OFFERED
                ? new CallOutcome(CallStatus.NO_ANSWER, CallOutcome.Blame.TENANT, "document-ended", 480)
                : CallOutcome.completed("document-ended");
        return drop(Legs.end(call, outcome));
    }

    /** The leg has ended while its document ran: the verb stops what it started, nothing new begins. */
    CallState legEnded(CallState call) {
        Script script = call.script();
        Optional<Verb> verb = script.verb();
        if (!hasBegunAVerb(script) || verb.isEmpty()) {
            return drop(call);
        }
        return conclude(runners.of(verb.get()).onLegEnded(verb.get(), call));
    }

    private static boolean hasBegunAVerb(Script script) {
        return script.fetching().isEmpty()
                && !(script.state() instanceof VerbState.Idle)
                && !(script.state() instanceof VerbState.Preparing);
    }

    private CallState afterEnd(Event event, CallState call) {
        return call.script()
                .verb()
                .map(verb -> conclude(runners.of(verb).on(event, verb, call)))
                .orElseGet(() -> drop(call));
    }

    private static CallState conclude(Step step) {
        if (step.flow() instanceof Flow.Stay) {
            return step.call();
        }
        CallState call = step.flow() instanceof Flow.Transfer transfer
                ? Documents.tellOnly(step.call(), transfer.target(), transfer.parameters())
                : step.call();
        return drop(call);
    }

    private static CallState drop(CallState call) {
        return Legs.release(call.withoutScript().noAlarms());
    }

    /** Stops the running verb, because another document takes its place. */
    Step interrupt(CallState call) {
        Script script = call.script();
        if (!hasBegunAVerb(script)) {
            return Step.next(call);
        }
        return script.verb().map(verb -> runners.of(verb).interrupt(verb, call)).orElseGet(() -> Step.next(call));
    }

    /** Frees and reports what the running verb has begun, because the session ends through a fault. */
    CallState abandon(CallState call) {
        Script script = call.script();
        Optional<Verb> verb = script.verb();
        return hasBegunAVerb(script) && verb.isPresent()
                ? runners.of(verb.get()).abandon(verb.get(), call)
                : call;
    }

    /** Passes control to another document. */
    CallState transfer(CallState call, Flow.Transfer transfer) {
        return settle(Step.transfer(call, transfer.target(), transfer.parameters()));
    }

    /** The first document of a call: it is fetched, unless it came with the call. */
    CallState first(CallState call) {
        Script script = call.script();
        return script.verbs().isEmpty() && !script.source().url().isBlank()
                ? transfer(call, new Flow.Transfer(call.script().source(), Map.of()))
                : run(call.running(call.script().started()));
    }
}
