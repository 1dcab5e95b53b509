// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A call as the platform remembers it.
 *
 * @param seconds its duration, -1 when there is none yet
 */
record CallRecord(String sid, String from, String status, int seconds) {
    /** The platform rounds up, and a loaded machine hangs up late. */
    private static final int TOLERANCE_SECONDS = 3;

    /** Whether the record says what a call that was held so long has to say. */
    boolean isPlausible(int heldSeconds) {
        return status.equals("completed") && seconds >= heldSeconds - 1 && seconds <= heldSeconds + TOLERANCE_SECONDS;
    }

    /** What is wrong with the records of these callers: missing, twice, strange, or of nobody. Empty when nothing is. */
    static List<String> problems(Collection<String> callers, Collection<CallRecord> records, int heldSeconds) {
        Map<String, List<CallRecord>> byCaller = records.stream().collect(Collectors.groupingBy(CallRecord::from));
        var problems = new ArrayList<String>();
        for (String caller : callers) {
            List<CallRecord> own = byCaller.getOrDefault(caller, List.of());
            if (own.isEmpty()) {
                problems.add(caller + " has no call record");
            } else if (own.size() > 1) {
                problems.add(caller + " has " + own.size() + " call records");
            } else if (!own.get(0).isPlausible(heldSeconds)) {
                problems.add(caller + " was held for " + heldSeconds + " s, its record says "
                        + own.get(0).status() + " after " + own.get(0).seconds() + " s");
            }
        }
        byCaller.keySet().stream()
                .filter(from -> !callers.contains(from))
                .forEach(from -> problems.add("a call record of " + from + ", who did not call"));
        return List.copyOf(problems);
    }
}
