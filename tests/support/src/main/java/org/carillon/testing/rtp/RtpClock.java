// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.rtp;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread that lets every session of the JVM send every 20 ms, on absolute times so that the mean is exact. After a
 * stall it catches up to 200 ms and gives up the rest, as a real phone with its sound card would.
 */
final class RtpClock implements Runnable {
    static final long PERIOD_NANOS = 20_000_000;

    private static final long MOST_BEHIND = 10 * PERIOD_NANOS;
    private static final RtpClock SHARED = new RtpClock();

    private final CopyOnWriteArrayList<RtpSession> sessions = new CopyOnWriteArrayList<>();
    private boolean started;

    static RtpClock shared() {
        return SHARED;
    }

    synchronized void add(RtpSession session) {
        sessions.addIfAbsent(session);
        if (!started) {
            started = true;
            var thread = new Thread(this, "phone-rtp-clock");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void remove(RtpSession session) {
        sessions.remove(session);
    }

    @Override
    public void run() {
        long next = System.nanoTime();
        while (true) {
            long now = System.nanoTime();
            if (now - next > MOST_BEHIND) {
                next = now;
            }
            if (now < next) {
                LockSupport.parkNanos(next - now);
                continue;
            }
            sessions.forEach(RtpSession::tick);
            next += PERIOD_NANOS;
        }
    }
}
