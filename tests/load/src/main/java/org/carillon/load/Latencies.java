// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measured times, shortest first. Percentiles are by nearest rank: always a time that was really measured, never one
 * between two.
 */
public record Latencies(List<Duration> sorted) {

    public Latencies {
        sorted = sorted.stream().sorted().toList();
    }

    public static Latencies of(Collection<Duration> times) {
        return new Latencies(List.copyOf(times));
    }

    /** These and others, as if they had been measured together. */
    public Latencies plus(Latencies others) {
        return new Latencies(
                Stream.concat(sorted.stream(), others.sorted.stream()).toList());
    }

    /** How many there are. */
    public int count() {
        return sorted.size();
    }

    /**
     * The smallest time that at least so many percent of all times do not exceed.
     *
     * @param percent above 0, up to 100
     * @throws IllegalStateException if nothing was measured
     */
    public Duration percentile(double percent) {
        if (percent <= 0 || percent > 100) {
            throw new IllegalArgumentException("not a percentile: " + percent);
        }
        if (sorted.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(rank - 1);
    }

    public Duration longest() {
        return percentile(100);
    }

    /** p50, p95, p99 and the longest in milliseconds, for the table. */
    public String summary() {
        if (sorted.isEmpty()) {
            return "nothing measured";
        }
        return "p50 %s  p95 %s  p99 %s  max %s"
                .formatted(millis(percentile(50)), millis(percentile(95)), millis(percentile(99)), millis(longest()));
    }

    /** A time for people, to a tenth of a millisecond. */
    public static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }
}
