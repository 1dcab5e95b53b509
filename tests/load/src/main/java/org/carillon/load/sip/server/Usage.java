// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import org.carillon.load.ProcessUsage;

/**
 * What the processes of a server have used so far.
 *
 * @param cpu user and system time of all threads of all processes, in steps of 10 ms
 * @param memoryKiB what is in RAM; a page that processes share counts once
 */
public record Usage(Duration cpu, long memoryKiB) {
    /**
     * Adds up.
     *
     * @throws IOException if a process has ended
     */
    static Usage of(Collection<Long> pids) throws IOException {
        Duration cpu = Duration.ZERO;
        long memory = 0;
        for (long pid : pids) {
            cpu = cpu.plus(ProcessUsage.of(pid).cpu());
            memory += proportional(Files.readString(Path.of("/proc", "" + pid, "smaps_rollup")));
        }
        return new Usage(cpu, memory);
    }

    /** The proportional set size in KiB, from the text of {@code /proc/PID/smaps_rollup}, see proc(5). */
    static long proportional(String text) {
        return text.lines()
                .filter(line -> line.startsWith("Pss:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a smaps_rollup: " + text));
    }
}
