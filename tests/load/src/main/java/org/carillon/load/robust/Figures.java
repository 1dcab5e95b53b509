// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** Looks at the server from outside: its own figures, its threads, its heap, its socket. */
final class Figures {
    /** What has to be nothing when all is over. */
    private static final List<String> HELD = List.of(
            "client_transactions",
            "server_transactions",
            "dialogs",
            "application_sessions",
            "sip_sessions",
            "servlet_timers");

    private static final String UNKNOWN = "server too busy to say";

    private static final Pattern THREAD = Pattern.compile("(?m)^\"([^\"]+)\" ");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(110);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final long pid;
    private final HttpClient http = HttpClient.newHttpClient();

    Figures(long pid) {
        this.pid = pid;
    }

    /** {@return transactions, dialogs, sessions and timers that are there now; one entry that is not 0 when nobody can say} */
    Map<String, Long> held() throws IOException, InterruptedException {
        var page = page();
        if (page.isEmpty()) {
            return Map.of(UNKNOWN, 1L);
        }
        var held = new TreeMap<String, Long>();
        for (var name : HELD) {
            held.put(name, value(page, "sip_" + name));
        }
        return held;
    }

    /** {@return what is still there after the longest time for which anything may linger; empty when it is nothing} */
    Map<String, Long> awaitNothingHeld() throws IOException, InterruptedException {
        var until = System.nanoTime() + QUIET_NANOS;
        var held = held();
        while (held.values().stream().anyMatch(count -> count != 0)) {
            if (System.nanoTime() > until) {
                return held;
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            held = held();
        }
        return Map.of();
    }

    /** {@return the figures, or nothing when the server is too busy to give them} */
    private String page() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:9990/metrics"))
                .timeout(PATIENCE)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (HttpTimeoutException busy) {
            return "";
        }
    }

    /** The subsystem's own figure and, where there is one, that of the application: both have to become nothing. */
    private static long value(String page, String name) {
        var values = page.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .toArray();
        if (values.length == 0) {
            throw new IllegalStateException("no figure " + name);
        }
        return (long) Arrays.stream(values).sum();
    }

    /** {@return how many threads there are of each name; numbers in a name are left out} */
    Map<String, Integer> threads() throws IOException {
        var threads = new TreeMap<String, Integer>();
        var names = THREAD.matcher(jcmd("Thread.print"));
        while (names.find()) {
            threads.merge(names.group(1).replaceAll("\\d+", "#"), 1, Integer::sum);
        }
        return threads;
    }

    boolean isDeadlocked() throws IOException {
        return jcmd("Thread.print").contains("Java-level deadlock");
    }

    /** {@return bytes of the heap that are in use after a full collection} */
    long liveBytes() throws IOException {
        var histogram = jcmd("GC.class_histogram");
        var total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IOException("no total in: " + histogram);
        }
        return Long.parseLong(total.group(1));
    }

    /** {@return datagrams that the kernel dropped because the server's socket was full} */
    static long drops() throws IOException {
        var port = String.format(java.util.Locale.ROOT, ":%04X", Transport.UDP.port());
        try (var lines = Files.lines(Path.of("/proc/net/udp"))) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields.length > 12 && fields[1].endsWith(port))
                    .mapToLong(fields -> Long.parseLong(fields[fields.length - 1]))
                    .sum();
        }
    }

    private String jcmd(String command) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        try (var out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
