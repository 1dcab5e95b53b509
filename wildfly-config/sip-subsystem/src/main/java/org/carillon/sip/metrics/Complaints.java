// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.metrics;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Counts what the stack complains about and says when it is worth a line in the log.
 *
 * <p>Anybody can make the stack complain by sending it rubbish, so a complaint must cost neither disk nor a place where
 * credentials show: of each, one short line is kept.
 */
public final class Complaints {
    /** Most characters of a complaint. */
    public static final int EXCERPT = 160;

    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong warned;

    /** @param nanos the clock, as {@link System#nanoTime} */
    public Complaints(LongSupplier nanos) {
        this.nanos = nanos;
        this.warned = new AtomicLong(nanos.getAsLong() - PAUSE);
    }

    /**
     * What the operator is told.
     *
     * @param count how many complaints there were
     * @param excerpt what is said of the last one
     */
    public record Warning(long count, String excerpt) {}

    /** {@return what the operator is told of another complaint, which is something once a minute} */
    public Optional<Warning> another(String complaint) {
        var now = count.incrementAndGet();
        var last = warned.get();
        var time = nanos.getAsLong();
        return time - last >= PAUSE && warned.compareAndSet(last, time)
                ? Optional.of(new Warning(now, excerpt(complaint)))
                : Optional.empty();
    }

    /** {@return how many there were} */
    public long count() {
        return count.get();
    }

    /** {@return the first line of a complaint, cut, without what a terminal could take as a command} */
    public static String excerpt(String complaint) {
        var end = 0;
        var longest = Math.min(complaint.length(), EXCERPT);
        while (end < longest && complaint.charAt(end) != '\r' && complaint.charAt(end) != '\n') {
            end++;
        }
        var line = complaint.substring(0, end).replaceAll("\\p{Cntrl}", "?");
        return end < complaint.length() ? line + "..." : line;
    }
}
