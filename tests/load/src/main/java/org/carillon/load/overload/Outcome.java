// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.overload;

import org.carillon.load.Latencies;

/**
 * What became of the calls of one load.
 *
 * @param placed that SIPp was told to make
 * @param setUp from INVITE to 200 of those that were answered, 4 ms coarse
 * @param drops of datagrams at full sockets
 */
record Outcome(int placed, Ends ends, Course course, Latencies setUp, Drops drops) {
    /**
     * How calls ended.
     *
     * @param completed answered and hung up, as written
     * @param refused with 503
     * @param bare those of the refused whose 503 had no Retry-After
     * @param retransmissions messages that SIPp sent again
     */
    record Ends(long completed, long refused, long bare, long retransmissions) {}

    /** Datagrams that the kernel threw away at the socket of the server, and of SIPp. */
    record Drops(long server, long sipp) {}

    /** Calls that were neither completed nor refused: they have timed out, or got another answer. */
    long lost() {
        return placed - ends.completed() - ends.refused();
    }
}
