// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a reader has to know about the machine to make sense of the figures. */
public final class MachineFacts {
    private MachineFacts() {}

    /** Cores, memory and kernel. */
    public static String machine() {
        return "%d cores (%s), %.1f GiB, Linux %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        first("/proc/cpuinfo", "model name")
                                .replaceFirst("^[^:]*:", "")
                                .strip(),
                        Long.parseLong("0" + first("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", ""))
                                / 1024.0
                                / 1024.0,
                        System.getProperty("os.version"));
    }

    /** The load averages of 1, 5 and 15 minutes. */
    public static String load() {
        String text = first("/proc/loadavg", "");
        return String.join(" ", text.lines().findFirst().orElse("").split(" ", 4))
                .replaceFirst(" \\d+/.*", "");
    }

    /** What {@code java -version} says; it begins with notes when options of the environment are in use. */
    public static String javaVersion(String java) {
        try {
            Process process = new ProcessBuilder(java, "-version")
                    .redirectErrorStream(true)
                    .start();
            try (var out = process.getInputStream()) {
                String text = new String(out.readNBytes(2_000), StandardCharsets.UTF_8);
                return versionIn(text);
            }
        } catch (IOException e) {
            return "unknown";
        }
    }

    static String versionIn(String printed) {
        return printed.lines()
                .filter(line -> line.contains(" version "))
                .findFirst()
                .orElse("unknown");
    }

    private static String first(String file, String start) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(start)).findFirst().orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
