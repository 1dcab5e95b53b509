// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.time.Duration;

/**
 * One load of one server.
 *
 * @param cpu that the server's processes used from the first INVITE to the last answer
 * @param memoryKiB of the server in RAM afterwards
 */
record Sample(Calls calls, Duration cpu, long memoryKiB) {
    /** What a completed call cost, infinite when none was. */
    double cpuMillisPerCall() {
        return calls.completed() == 0 ? Double.POSITIVE_INFINITY : cpu.toNanos() / 1e6 / calls.completed();
    }
}
