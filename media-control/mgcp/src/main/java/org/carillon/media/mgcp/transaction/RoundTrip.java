// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.transaction;

import java.time.Duration;

/**
 * Estimates how long a peer takes to answer, and from it when to repeat: mean plus four times the deviation, as RFC 3435
 * section 3.5.3 asks and RFC 6298 describes. Answers to repeated commands are no measure (Karn's rule); the caller leaves them
 * out. Not thread-safe.
 */
final class RoundTrip {
    /** Repeating faster than this only loads a peer that is busy for a moment. */
    private static final long MIN_RTO = Duration.ofMillis(100).toNanos();

    private final long initial;
    private final long max;
    private long mean = -1;
    private long deviation;

    RoundTrip(TransactionSettings settings) {
        this.initial = settings.initialRto().toNanos();
        this.max = settings.maxRto().toNanos();
    }

    void measured(long nanos) {
        long sample = Math.max(0, nanos);
        if (mean < 0) {
            mean = sample;
            deviation = sample / 2;
            return;
        }
        deviation += (Math.abs(sample - mean) - deviation) / 4;
        mean += (sample - mean) / 8;
    }

    /** Nanoseconds until the repeat that follows the {@code sent}-th datagram; each is twice as long as the one before. */
    long timeout(int sent) {
        long first = mean < 0 ? initial : Math.max(Math.min(MIN_RTO, initial), mean + 4 * deviation);
        int doublings = Math.min(Math.max(0, sent - 1), 16);
        return Math.min(max, first << doublings);
    }
}
