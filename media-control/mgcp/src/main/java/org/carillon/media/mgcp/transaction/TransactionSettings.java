// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.transaction;

import java.time.Duration;

/**
 * Times and bounds of the transaction layer.
 *
 * @param initialRto time to the first repeat while nothing is known of a peer; RFC 3435 section 3.5.3 suggests 200 ms
 * @param maxRto longest time between two repeats, at least the initial one
 * @param longTimer time between repeats after a provisional answer (LONGTRAN-TIMER)
 * @param history how long an answer is kept for repeats of its command (T-HIST)
 * @param maxOutstanding commands that may wait for an answer, 1 to 100000; more are refused at once
 * @param maxHistory answers that are kept, 1 to 1000000; the oldest goes first
 */
public record TransactionSettings(
        Duration initialRto,
        Duration maxRto,
        Duration longTimer,
        Duration history,
        int maxOutstanding,
        int maxHistory) {
    /** The values of RFC 3435. */
    public static final TransactionSettings DEFAULT = new TransactionSettings(
            Duration.ofMillis(200),
            Duration.ofSeconds(4),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            10_000,
            20_000);

    public TransactionSettings {
        requirePositive(initialRto, "initial repeat time");
        requirePositive(longTimer, "time between repeats after a provisional answer");
        requirePositive(history, "time an answer is kept");
        if (maxRto.compareTo(initialRto) < 0) {
            throw new IllegalArgumentException("the longest repeat time is below the initial one");
        }
        if (maxOutstanding < 1 || maxOutstanding > 100_000 || maxHistory < 1 || maxHistory > 1_000_000) {
            throw new IllegalArgumentException("bounds of the transaction layer out of range");
        }
    }

    private static void requirePositive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be above zero");
        }
    }
}
