// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.util.List;
import org.carillon.load.Latencies;

/**
 * How the calls of one load went, or of several.
 *
 * @param placed that SIPp was told to make
 * @param completed that went as written, up to the answer to the BYE
 * @param retransmissions messages that the caller or the callee sent again
 * @param drops datagrams lost at the sockets of server, caller and callee
 * @param setUp from INVITE to 200, 4 ms coarse
 */
record Calls(int placed, int completed, long retransmissions, long drops, Latencies setUp) {
    static final Calls NONE = new Calls(0, 0, 0, 0, Latencies.of(List.of()));

    /** These and others. */
    Calls plus(Calls others) {
        return new Calls(
                placed + others.placed,
                completed + others.completed,
                retransmissions + others.retransmissions,
                drops + others.drops,
                setUp.plus(others.setUp));
    }

    /** Those that did not go as written, whatever the reason. */
    int failed() {
        return placed - completed;
    }

    /** None failed, and less than one retransmission for 100 calls. */
    boolean isClean() {
        return failed() == 0 && retransmissions * 100 < placed;
    }
}
