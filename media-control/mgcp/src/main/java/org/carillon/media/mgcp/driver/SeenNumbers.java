// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.util.TreeSet;

/** The event numbers of one endpoint that were seen, so that each event is handed on once. Thread-safe. */
final class SeenNumbers {
    /** A server keeps its last 100 events; older ones cannot come any more. */
    private static final int MAX_GAPS = 128;

    private final TreeSet<Long> beyond = new TreeSet<>();
    private long allUpTo;

    /** Starts behind the events up to this number. */
    SeenNumbers(long allUpTo) {
        this.allUpTo = allUpTo;
    }

    synchronized boolean isNew(long number) {
        if (number <= allUpTo || !beyond.add(number)) {
            return false;
        }
        while (beyond.remove(allUpTo + 1)) {
            allUpTo++;
        }
        if (beyond.size() > MAX_GAPS) {
            allUpTo = beyond.pollFirst();
        }
        return true;
    }

    /** Counts everything up to this number as seen, besides what was seen already. */
    synchronized void allUpTo(long number) {
        if (number > allUpTo) {
            allUpTo = number;
            beyond.headSet(number, true).clear();
            while (beyond.remove(allUpTo + 1)) {
                allUpTo++;
            }
        }
    }

    /** Makes an event unseen again, because it could not be handed on. */
    synchronized void forget(long number) {
        if (!beyond.remove(number) && number == allUpTo) {
            allUpTo--;
        }
    }
}
