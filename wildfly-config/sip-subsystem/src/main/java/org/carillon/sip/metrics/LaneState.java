// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.metrics;

/**
 * How a set of lanes stands.
 *
 * @param lanes how many there are
 * @param busy how many handle a message now
 * @param waiting messages that wait in all of them now
 * @param longest messages that wait in the fullest one now
 * @param highest the most that ever waited in one of them
 * @param handled messages that were taken out
 */
public record LaneState(int lanes, int busy, int waiting, int longest, int highest, long handled) {
    /** No lanes at all. */
    public static final LaneState NONE = new LaneState(0, 0, 0, 0, 0, 0);

    /** {@return both sets as one} */
    public LaneState and(LaneState other) {
        return new LaneState(
                lanes + other.lanes,
                busy + other.busy,
                waiting + other.waiting,
                Math.max(longest, other.longest),
                Math.max(highest, other.highest),
                handled + other.handled);
    }
}
