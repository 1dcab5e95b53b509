// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.time.Duration;

/**
 * What one server did with a load, or with all its slices in a part of a round.
 *
 * @param cpu that the server's processes used: from the first INVITE to the last answer of a load, or in the whole {@link Part}
 * @param memoryKiB of the server in RAM after the last call
 */
record Sample(Calls calls, Duration cpu, long memoryKiB) {
    /** What a completed call cost, infinite when none was. */
    double cpuMillisPerCall() {
        return calls.completed() == 0 ? Double.POSITIVE_INFINITY : cpu.toNanos() / 1e6 / calls.completed();
    }
}
