// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a Linux process has used so far.
 *
 * @param cpu user and system time of all its threads, in steps of 10 ms
 * @param residentKiB its memory that is in RAM
 */
public record ProcessUsage(Duration cpu, long residentKiB) {
    /** USER_HZ: what {@code /proc} counts in on every Linux of today, whatever the kernel's own tick. */
    private static final long TICKS_PER_SECOND = 100;

    private static final int UTIME = 11;
    private static final int STIME = 12;

    /**
     * Reads it from {@code /proc}.
     *
     * @throws UncheckedIOException if the process has ended
     */
    public static ProcessUsage of(long pid) {
        Path folder = Path.of("/proc", "" + pid);
        try {
            return parse(Files.readString(folder.resolve("stat")), Files.readString(folder.resolve("status")));
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " is not there any more", e);
        }
    }

    /** From the text of {@code /proc/PID/stat} and {@code /proc/PID/status}, see proc(5). */
    static ProcessUsage parse(String stat, String status) {
        // The name of the program is in parentheses, and may hold spaces and parentheses itself.
        int name = stat.lastIndexOf(')');
        if (name < 0) {
            throw new IllegalArgumentException("not a /proc/PID/stat: " + stat);
        }
        String[] fields = stat.substring(name + 1).strip().split("\\s+", -1);
        if (fields.length <= STIME) {
            throw new IllegalArgumentException("too short for a /proc/PID/stat: " + stat);
        }
        long ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
        return new ProcessUsage(Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND), resident(status));
    }

    private static long resident(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
