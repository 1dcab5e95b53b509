// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.audio;

import java.time.Duration;

/**
 * Where, and how well, a reference was found in what was heard.
 *
 * @param correlation normalised, 1 is identical up to loudness; taken over pieces of one second, each at its own best
 *     place within 100 ms of the common one
 * @param offset from the beginning of what was heard to the beginning of the reference in it
 * @param drift how far the pieces lie apart from the common place at most
 */
public record Alignment(double correlation, Duration offset, Duration drift) {
    /** From here on two sounds count as the same. */
    public static final double SAME = 0.9;

    /** How far a piece may be from its place. */
    public static final Duration TOLERANCE = Duration.ofMillis(100);

    /** Whether the reference was heard whole. */
    public boolean same() {
        return correlation >= SAME;
    }

    @Override
    public String toString() {
        return "correlation %.3f at %d ms, drift %d ms".formatted(correlation, offset.toMillis(), drift.toMillis());
    }
}
