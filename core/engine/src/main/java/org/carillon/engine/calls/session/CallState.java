// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;

/**
 * A session in the middle of a step, seen from one of its legs: its value so far and the effects so far. Immutable: every
 * method that changes something gives a new one.
 *
 * @param leg whose document runs
 * @param now the time of the step
 */
public record CallState(Session session, CallSid leg, Instant now, List<Effect> effects) {
    /** Copies the list. */
    public CallState {
        effects = List.copyOf(effects);
    }

    /** The beginning of a step. */
    public static CallState at(Session session, Instant now) {
        return new CallState(session.nextStep(), session.root(), now, List.of());
    }

    /** The same step seen from another leg. */
    public CallState of(CallSid other) {
        return new CallState(session, other, now, effects);
    }

    /** The leg whose document runs. */
    public Leg self() {
        return session.find(leg).orElseThrow();
    }

    /** The document that runs on the leg. */
    public Script script() {
        return session.script(leg).orElseThrow();
    }

    /** The running verb's state. */
    public VerbState verbState() {
        return script().state();
    }

    /** The leg's media endpoint; verbs that need one are not started without. */
    public MediaHandle media() {
        return self().media().orElseThrow();
    }

    /** The operation that the next effect of this step will have. */
    public String nextOperation() {
        return session.root() + "." + session.steps() + "." + effects.size();
    }

    /** With the verb in this state. */
    public CallState in(VerbState state) {
        return with(session.with(script().in(state)));
    }

    /** With this document on the leg. */
    public CallState running(Script script) {
        return with(session.with(script));
    }

    /** Without a document on the leg. */
    public CallState withoutScript() {
        return session.script(leg).map(script -> with(session.without(script))).orElse(this);
    }

    /** With one more effect. */
    public CallState effect(Effect effect) {
        List<Effect> more = new ArrayList<>(effects);
        more.add(effect);
        return new CallState(session, leg, now, more);
    }

    /** With one more effect that is given its operation. */
    public CallState effect(Function<String, Effect> effect) {
        return effect(effect.apply(nextOperation()));
    }

    /** Asks the media server. */
    public CallState media(Function<String, MediaCommand> command) {
        return effect(new Effect.Media(command.apply(nextOperation())));
    }

    /** Asks a leg's signalling. */
    public CallState signal(Function<String, SignalCommand> command) {
        return effect(new Effect.Signal(command.apply(nextOperation())));
    }

    /** Sets the leg's alarm with this name. */
    public CallState alarm(String name, Duration after) {
        return with(session.withAlarm(leg, name, now.plus(after)));
    }

    /** Takes the leg's alarm with this name back. */
    public CallState noAlarm(String name) {
        return with(session.withoutAlarm(leg, name));
    }

    /** Takes all alarms of the leg back. */
    public CallState noAlarms() {
        CallState state = this;
        for (Alarm alarm : session.alarms()) {
            if (alarm.leg().equals(leg)) {
                state = state.noAlarm(alarm.name());
            }
        }
        return state;
    }

    /** With another leg in the session. */
    public CallState adding(Leg added) {
        return with(session.adding(added));
    }

    /** The leg's dialog has reached this phase. */
    public CallState phase(Leg.Phase phase) {
        return change(l -> l.in(phase));
    }

    /** The leg's call has this status from now on. */
    public CallState status(CallStatus status) {
        return change(l -> l.atStatus(status, now));
    }

    /** The leg has this endpoint, or none any more. */
    public CallState endpoint(Optional<MediaHandle> handle) {
        return change(l -> l.with(handle));
    }

    /** The remote party's session description. */
    public CallState hearing(String sdp) {
        return change(l -> l.hearing(sdp));
    }

    /** Asks the media server to settle a session description of the leg, for this purpose. */
    public CallState settle(Leg.Purpose purpose, Function<String, MediaCommand> command) {
        Leg.Negotiation negotiation = new Leg.Negotiation(nextOperation(), purpose);
        return change(l -> l.settling(Optional.of(negotiation))).media(command);
    }

    /** The session description is settled. */
    public CallState settled() {
        return change(l -> l.settling(Optional.empty()));
    }

    /** What is known of the leg's signalling. */
    public CallState sip(int sipStatus, String reason) {
        return change(l -> {
            CallRecord r = l.record();
            return l.with(Records.withSip(r, sipStatus, r.sipCallId(), reason));
        });
    }

    /** The leg's Call-ID. */
    public CallState callId(String callId) {
        return change(l -> {
            CallRecord r = l.record();
            return l.with(Records.withSip(r, r.sipStatus(), callId, r.reason()));
        });
    }

    /** One more callback was sent about the leg. */
    public CallState callbackSent() {
        return change(l -> l.with(l.callback().counted()));
    }

    /** With other counters. */
    public CallState counting(UnaryOperator<Session.Counters> change) {
        return with(session.with(change.apply(session.counters())));
    }

    /** With the session's value changed. */
    public CallState with(Session changed) {
        return new CallState(changed, leg, now, effects);
    }

    private CallState change(UnaryOperator<Leg> change) {
        return with(session.change(leg, change));
    }
}
