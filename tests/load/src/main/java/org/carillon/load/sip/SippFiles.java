// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.carillon.load.Latencies;

/** Reads what SIPp 3.6 writes with {@code -trace_stat} and {@code -trace_rtt}. */
public final class SippFiles {
    private static final String SEPARATOR = ";";

    private SippFiles() {}

    /**
     * A count of the last line that was written completely, 0 while there is none.
     *
     * @param column for example {@code SuccessfulCall(C)}
     */
    public static long count(String statistics, String column) {
        List<String> values = values(statistics, column);
        return values.isEmpty() ? 0 : Long.parseLong(values.get(values.size() - 1));
    }

    /**
     * What a column says in every line that was written completely, in their order.
     *
     * @throws IllegalArgumentException if SIPp has no such column
     */
    public static List<String> values(String statistics, String column) {
        String whole = statistics.substring(0, statistics.lastIndexOf('\n') + 1);
        List<String> lines = whole.lines().toList();
        if (lines.size() < 2) {
            return List.of();
        }
        int place = List.of(lines.get(0).split(SEPARATOR, -1)).indexOf(column);
        if (place < 0) {
            throw new IllegalArgumentException("SIPp counts no " + column);
        }
        return lines.stream()
                .skip(1)
                .map(line -> line.split(SEPARATOR, -1))
                .filter(fields -> place < fields.length)
                .map(fields -> fields[place].strip())
                .toList();
    }

    /**
     * The response times that a SIPp wrote into its folder; none when no call was answered, because it makes no file then.
     *
     * @throws IOException if the file cannot be read
     */
    public static Latencies responseTimes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> times =
                    files.filter(file -> file.toString().endsWith("_rtt.csv")).findFirst();
            return times.isPresent() ? responseTimes(Files.readString(times.get())) : Latencies.of(List.of());
        }
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
