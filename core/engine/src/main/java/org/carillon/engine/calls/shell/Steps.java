// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.carillon.engine.calls.flow.CallMachine;
import org.carillon.engine.calls.flow.LastResort;
import org.carillon.engine.calls.flow.Outcome;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.media.MediaCommand;
import org.jboss.logging.Logger;

/** Takes steps that always have an outcome: a fault of ours ends the calls of one session, and nothing else. */
final class Steps {
    private static final Logger LOG = Logger.getLogger(Steps.class);

    private final CallMachine machine;
    private final Clock clock;

    Steps(CallMachine machine, Clock clock) {
        this.machine = machine;
        this.clock = clock;
    }

    /** The step of an event; when it fails in whatever way, the orderly end of the session's calls. */
    Outcome take(Session before, Event event) {
        Instant now = clock.instant();
        if (event instanceof Event.DeadlineReached due && !isDue(before, due, now)) {
            return new Outcome(before, List.of(), List.of());
        }
        try {
            return machine.step(before, event, now);
        } catch (RuntimeException | Error e) {
            LOG.errorf(
                    e, "CARENG0001 A step of session %s failed on %s; the call is ended", before.root(), name(event));
            return end(before, event);
        }
    }

    private static boolean isDue(Session session, Event.DeadlineReached due, Instant now) {
        return session.alarms().stream()
                .anyMatch(alarm -> alarm.leg().equals(due.leg())
                        && alarm.name().equals(due.name())
                        && !alarm.due().isAfter(now));
    }

    private Outcome end(Session session, Event event) {
        Instant now = clock.instant();
        try {
            return machine.abandon(session, event, now);
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "CARENG0002 Session %s could not be ended in order; its dialogs are closed", session.root());
            return LastResort.end(session, now);
        }
    }

    /** A value cannot be kept safe: nothing begins any more, what ends calls and what is to be kept still leaves. */
    Outcome abandon(Outcome unsaved, Event event) {
        Outcome end = end(unsaved.session(), event);
        List<Effect> effects = new ArrayList<>(
                unsaved.effects().stream().filter(Steps::endsOrKeeps).toList());
        effects.addAll(end.effects());
        return new Outcome(end.session().withPending(effects), effects, end.changed());
    }

    /** Whether an effect is still worth anything when its session ends. */
    static boolean endsOrKeeps(Effect effect) {
        if (effect instanceof Effect.Signal signal) {
            return signal.command() instanceof SignalCommand.HangUp
                    || signal.command() instanceof SignalCommand.Cancel
                    || signal.command() instanceof SignalCommand.Refuse;
        }
        return effect instanceof Effect.Write
                || effect instanceof Effect.Tell
                || effect instanceof Effect.Keep
                || (effect instanceof Effect.Media media && media.command() instanceof MediaCommand.Close);
    }

    /** What a log may say of an event: never its content, which holds keys that were pressed and tenants' documents. */
    static String name(Event event) {
        if (event instanceof Event.Signalled signalled) {
            return signalled.signal().getClass().getSimpleName() + " of "
                    + signalled.signal().leg();
        }
        if (event instanceof Event.MediaHappened happened) {
            return happened.media().getClass().getSimpleName() + " of "
                    + happened.media().operation();
        }
        if (event instanceof Event.DeadlineReached due) {
            return "deadline " + due.name() + " of " + due.leg();
        }
        return event.getClass().getSimpleName();
    }
}
