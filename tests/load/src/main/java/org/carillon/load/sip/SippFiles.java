// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.time.Duration;
import java.util.List;
import org.carillon.load.Latencies;

/** Reads what SIPp 3.6 writes with {@code -trace_stat} and {@code -trace_rtt}. */
final class SippFiles {
    private static final String SEPARATOR = ";";

    private SippFiles() {}

    /**
     * A count of the last line that was written completely, 0 while there is none.
     *
     * @param column for example {@code SuccessfulCall(C)}
     */
    static long count(String statistics, String column) {
        String whole = statistics.substring(0, statistics.lastIndexOf('\n') + 1);
        List<String> lines = whole.lines().toList();
        if (lines.size() < 2) {
            return 0;
        }
        int place = List.of(lines.get(0).split(SEPARATOR, -1)).indexOf(column);
        if (place < 0) {
            throw new IllegalArgumentException("SIPp counts no " + column);
        }
        String[] last = lines.get(lines.size() - 1).split(SEPARATOR, -1);
        return place < last.length ? Long.parseLong(last[place].strip()) : 0;
    }

    /** The response times of {@code Date_ms;response_time_ms;rtd_no}. They are as coarse as SIPp's clock: 4 ms. */
    static Latencies responseTimes(String csv) {
        return Latencies.of(csv.lines()
                .skip(1)
                .map(line -> line.split(SEPARATOR, -1))
                .filter(fields -> fields.length == 3)
                .map(fields -> Duration.ofNanos(Math.round(Double.parseDouble(fields[1]) * 1_000_000)))
                .toList());
    }
}
