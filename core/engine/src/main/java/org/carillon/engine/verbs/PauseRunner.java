// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.verbs;

import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Step;
import org.carillon.engine.calls.session.VerbRunner;
import org.carillon.engine.calls.session.VerbState;
import org.carillon.engine.markup.verb.Pause;

/** Waits. A Pause at the beginning of a call lets it ring that long. */
final class PauseRunner implements VerbRunner<Pause> {
    private static final String ALARM = "pause";

    @Override
    public Class<Pause> handles() {
        return Pause.class;
    }

    @Override
    public boolean needsAnswer(Pause pause, CallState call) {
        return false;
    }

    @Override
    public Step start(Pause pause, CallState call) {
        return Step.stay(call.in(new VerbState.Waiting()).alarm(ALARM, pause.length()));
    }

    @Override
    public Step on(Event event, Pause pause, CallState call) {
        boolean over = event instanceof Event.DeadlineReached due
                && due.name().equals(ALARM)
                && due.leg().equals(call.leg());
        return over ? Step.next(call) : Step.stay(call);
    }

    @Override
    public Step interrupt(Pause pause, CallState call) {
        return Step.next(call.noAlarm(ALARM));
    }
}
