// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.legs;

import java.time.Duration;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.ids.CallSid;

/** What a leg sees of its surroundings. */
public interface LegContext {
    /** The leg's identifier. */
    CallSid leg();

    /** Tells the engine. */
    void report(SignalEvent event);

    /** Runs the task on the leg's lane when the time has passed, unless it is cancelled before. */
    Alarm after(Duration wait, Runnable task);

    /** The leg is over: nothing will be sent or reported any more. */
    void ended();

    /** The waits that the leg keeps to. */
    LegTimes times();

    /** A task that has not run yet. */
    interface Alarm {
        /** Stops it; without effect when it has run. */
        void cancel();
    }
}
