// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import java.util.Optional;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.session.Leg.Phase;
import org.carillon.engine.calls.session.Leg.Purpose;
import org.carillon.engine.calls.session.Session.Counters;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.records.CallOutcome;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.records.OutboxEntry;

/** What is done to a leg, whoever wants it done: the interpreter, the verb Dial, the API. Always to {@code call.leg()}. */
public final class Legs {
    private Legs() {}

    /** Answers the caller: first the media server, then the 200. Without effect when that is under way or done. */
    public static CallState answer(CallState call) {
        Leg leg = call.self();
        if (leg.phase() != Phase.OFFERED || leg.negotiation().isPresent()) {
            return call;
        }
        return call.settle(
                Purpose.ANSWER,
                operation -> new MediaCommand.Open(operation, leg.sid().value(), leg.remoteSdp()));
    }

    /** Calls the other side: first the media server's offer, then the INVITE. */
    public static CallState dial(CallState call) {
        Leg leg = call.self();
        return call.settle(
                Purpose.OFFER,
                operation -> new MediaCommand.Open(operation, leg.sid().value(), Optional.empty()));
    }

    /** Ends the leg from our side with what its phase asks for: a refusal, CANCEL or BYE. */
    public static CallState end(CallState call, CallOutcome outcome) {
        Leg leg = call.self();
        return switch (leg.phase()) {
            case ENDED -> call;
            case OFFERED ->
                over(
                        call.signal(
                                o -> new SignalCommand.Refuse(o, leg.sid(), finalStatus(outcome), outcome.reason())),
                        outcome);
            case PREPARING -> over(call, outcome.unsent());
            case DIALLING -> over(call.signal(o -> new SignalCommand.Cancel(o, leg.sid())), outcome);
            case ANSWERED, UP -> over(call.signal(o -> new SignalCommand.HangUp(o, leg.sid())), outcome);
        };
    }

    private static int finalStatus(CallOutcome outcome) {
        return outcome.sipStatus() >= 400 ? outcome.sipStatus() : 603;
    }

    /** The leg has ended: its record is written, who wants to know is told. Media stays until {@link #release}. */
    static CallState over(CallState call, CallOutcome outcome) {
        boolean answered = call.self().isAnswered();
        CallStatus unanswered = outcome.status() == CallStatus.COMPLETED ? CallStatus.CANCELED : outcome.status();
        CallStatus status = answered ? CallStatus.COMPLETED : unanswered;
        CallState ended = call.phase(Phase.ENDED)
                .sip(answered ? 200 : outcome.sipStatus(), outcome.reason())
                .status(status)
                .noAlarms();
        return Callbacks.tell(write(ended));
    }

    private static CallState write(CallState call) {
        int number = call.session().counters().calls();
        OutboxEntry entry = new OutboxEntry.CallEnded(
                call.session().root(), number, call.self().record());
        return call.counting(c -> new Counters(c.children(), c.recordings(), number + 1, c.notices(), c.recorded()))
                .effect(operation -> new Effect.Write(operation, entry));
    }

    /** Frees the endpoint of a leg that has ended, unless its document still waits for it. */
    static CallState release(CallState call) {
        Leg leg = call.self();
        if (!leg.hasEnded()
                || leg.media().isEmpty()
                || call.session().script(leg.sid()).isPresent()) {
            return call;
        }
        return call.media(operation ->
                        new MediaCommand.Close(operation, leg.media().get()))
                .endpoint(Optional.empty());
    }

    /** The leg has reached a status on its way; a late report of an earlier one changes nothing. */
    static CallState progress(CallState call, CallStatus status) {
        return call.self().record().status().compareTo(status) >= 0 ? call : Callbacks.tell(call.status(status));
    }
}
