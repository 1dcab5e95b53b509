// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.overload;

import org.carillon.load.Latencies;

/**
 * What became of the calls that were in progress when the overload began.
 *
 * @param completed whose re-INVITE, INFO and BYE were all answered with 200
 * @param change from re-INVITE to 200, 4 ms coarse
 */
record Steady(int calls, long completed, Latencies change) {
    long lost() {
        return calls - completed;
    }
}
