// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.time.Duration;

/**
 * A point in time up to which a command may take.
 *
 * @param at reading of {@link System#nanoTime()}
 */
record Deadline(long at) {
    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Time that is left, never negative. */
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, at - System.nanoTime()));
    }

    boolean isOver() {
        return at - System.nanoTime() <= 0;
    }

    /** Half of what is left, so that another server can be tried in the other half. */
    Deadline half() {
        return in(remaining().dividedBy(2));
    }
}
