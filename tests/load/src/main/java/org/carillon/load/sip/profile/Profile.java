// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.profile;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * What was seen while calls went on.
 *
 * @param calls that went as written
 * @param cpuNanos user and system time of the whole process
 */
public record Profile(
        int calls, long cpuNanos, Map<Area, Long> samples, Map<Area, Long> bytes, Map<String, Long> threads) {
    /** Threads below this share of the whole are not worth a line. */
    private static final double LEAST = 0.01;

    private static final double NANOS_PER_MILLI = 1e6;

    /** What has no thread of Java: the collector above all. */
    static final String MACHINE = "collector and the rest of the virtual machine";

    /** Collects; the counts are those of one recording. */
    static final class Builder {
        private final Map<Area, Long> samples = new EnumMap<>(Area.class);
        private final Map<Area, Long> bytes = new EnumMap<>(Area.class);
        private final Map<String, Long> threads = new HashMap<>();

        void sample(List<String> frames) {
            samples.merge(Area.of(frames), 1L, Long::sum);
        }

        void allocated(List<String> frames, long weight) {
            bytes.merge(Area.of(frames), weight, Long::sum);
        }

        /** Threads of one pool are one line: their numbers do not count. */
        void ran(String thread, long nanos) {
            threads.merge(thread.replaceAll("\\d+", "N"), nanos, Long::sum);
        }

        Profile build(int calls, long cpuNanos) {
            long java = threads.values().stream().mapToLong(Long::longValue).sum();
            var all = new HashMap<>(threads);
            all.put(MACHINE, Math.max(0, cpuNanos - java));
            return new Profile(calls, cpuNanos, samples, bytes, all);
        }
    }

    /** The whole, in milliseconds of CPU per call. */
    public double millisPerCall() {
        return cpuNanos / NANOS_PER_MILLI / calls;
    }

    /** Milliseconds of CPU per call of each kind of thread, the dearest first. */
    public List<Entry<String, Double>> threadsPerCall() {
        return threads.entrySet().stream()
                .filter(thread -> thread.getValue() >= LEAST * cpuNanos)
                .sorted(Entry.<String, Long>comparingByValue().reversed())
                .map(thread -> Map.entry(thread.getKey(), thread.getValue() / NANOS_PER_MILLI / calls))
                .toList();
    }

    /** Areas that were seen at all, those with most samples first. */
    public List<Area> areas() {
        return samples.entrySet().stream()
                .sorted(Entry.<Area, Long>comparingByValue().reversed())
                .map(Entry::getKey)
                .toList();
    }

    /** Share of the samples in Java code, 0 to 1. */
    public double share(Area area) {
        long all = samples.values().stream().mapToLong(Long::longValue).sum();
        return (double) samples.getOrDefault(area, 0L) / all;
    }

    /** What a call allocates there; sampled too. */
    public double kibibytesPerCall(Area area) {
        return bytes.getOrDefault(area, 0L) / 1024.0 / calls;
    }

    /** What a call allocates. */
    public double kibibytesPerCall() {
        return bytes.values().stream().mapToLong(Long::longValue).sum() / 1024.0 / calls;
    }

    /** How many samples the shares are made of: below a thousand, a share of 10 % is a point or two more or less. */
    public long sampleCount() {
        return samples.values().stream().mapToLong(Long::longValue).sum();
    }
}
