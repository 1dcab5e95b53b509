// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Deposit;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.session.Leg.Phase;
import org.carillon.engine.calls.session.Script;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.calls.session.Session.Counters;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.records.OutboxEntry;

/**
 * The end of a session whose orderly end has failed, too. It asks no runner and tells nobody, so that it cannot fail for the
 * same reason: dialogs are ended, endpoints of legs freed, call records written. What else the session had on the media
 * server goes when its lease ends.
 */
public final class LastResort {
    private LastResort() {}

    /** Ends everything; the session that comes of it is over. */
    public static Outcome end(Session session, Instant now) {
        CallState call = CallState.at(session, now);
        for (Script script : session.scripts()) {
            call = call.of(script.leg()).withoutScript();
        }
        for (Deposit deposit : session.deposits()) {
            call = call.with(call.session().without(deposit));
        }
        List<CallRecord> changed = new ArrayList<>();
        for (Leg leg : session.legs()) {
            if (!leg.hasEnded()) {
                call = end(leg, call.of(leg.sid()));
                changed.add(call.self().record());
            }
            if (leg.media().isPresent()) {
                call = call.of(leg.sid())
                        .media(o -> new MediaCommand.Close(o, leg.media().get()))
                        .endpoint(Optional.empty());
            }
        }
        return new Outcome(call.session(), call.effects(), changed);
    }

    private static CallState end(Leg leg, CallState call) {
        CallState told = switch (leg.phase()) {
            case PREPARING, ENDED -> call;
            case OFFERED -> call.signal(o -> new SignalCommand.Refuse(o, leg.sid(), 500, "platform-fault"));
            case DIALLING -> call.signal(o -> new SignalCommand.Cancel(o, leg.sid()));
            case ANSWERED, UP -> call.signal(o -> new SignalCommand.HangUp(o, leg.sid()));
        };
        int number = call.session().counters().calls();
        CallState over = told.phase(Phase.ENDED)
                .sip(leg.record().sipStatus(), "platform-fault")
                .status(leg.isAnswered() ? CallStatus.COMPLETED : CallStatus.FAILED)
                .noAlarms();
        OutboxEntry entry = new OutboxEntry.CallEnded(
                over.session().root(), number, over.self().record());
        return over.counting(c -> new Counters(c.children(), c.recordings(), number + 1, c.notices(), c.recorded()))
                .effect(operation -> new Effect.Write(operation, entry));
    }
}
