// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.drain;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Looks from a thread of its own, which lives only as long as a drain. */
public final class DrainThread implements Drain.Repeater {
    /** Starts nothing yet. */
    public DrainThread() {}

    @Override
    public Runnable every(Runnable task) {
        var timer = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "sip-drain");
            thread.setDaemon(true);
            return thread;
        });
        var millis = Drain.LOOK.toMillis();
        var unused = timer.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
        return timer::shutdown;
    }
}
