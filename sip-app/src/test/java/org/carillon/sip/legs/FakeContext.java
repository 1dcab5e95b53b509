// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.legs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.ids.CallSid;

/** Keeps what a leg reports, and a clock that the test turns. */
final class FakeContext implements LegContext {
    static final CallSid LEG = new CallSid("CA00000000000000000000000000000001");

    final List<SignalEvent> events = new ArrayList<>();
    private final List<Timer> timers = new ArrayList<>();
    private Duration now = Duration.ZERO;
    int ends;

    void advance(Duration time) {
        now = now.plus(time);
        for (Timer timer : List.copyOf(timers)) {
            if (timer.due().compareTo(now) <= 0 && timers.remove(timer)) {
                timer.task().run();
            }
        }
    }

    int armed() {
        return timers.size();
    }

    @Override
    public CallSid leg() {
        return LEG;
    }

    @Override
    public void report(SignalEvent event) {
        events.add(event);
    }

    @Override
    public Alarm after(Duration wait, Runnable task) {
        Timer timer = new Timer(now.plus(wait), task, new Object());
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    @Override
    public void ended() {
        ends++;
    }

    @Override
    public LegTimes times() {
        return LegTimes.STANDARD;
    }

    private record Timer(Duration due, Runnable task, Object identity) {}
}
