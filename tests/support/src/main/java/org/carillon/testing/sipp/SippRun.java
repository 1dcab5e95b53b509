// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.sipp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.carillon.testing.NotSeen;
import org.carillon.testing.Waiting;
import org.carillon.testing.net.LoopbackPorts;

/** A running SIPp. Closing it ends the process, if it still runs, and removes its folder. */
public final class SippRun implements AutoCloseable {
    private static final int MAX_LOG = 2_000_000;

    private final String name;
    private final Process process;
    private final Path folder;
    private final int port;
    private final Duration atMost;

    SippRun(String name, Process process, Path folder, int port, Duration atMost) {
        this.name = name;
        this.process = process;
        this.folder = folder;
        this.port = port;
        this.atMost = atMost;
    }

    /** The SIP port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Its address as a callee, for example {@code sip:bob@127.0.0.1:25003}. */
    public String uri(String user) {
        return "sip:" + user + "@" + LoopbackPorts.HOST + ":" + port;
    }

    /** Waits until it listens, which a callee must before it is called. */
    public SippRun awaitListening() {
        Waiting.untilTrue(
                Duration.ofSeconds(10),
                () -> LoopbackPorts.isTaken(port) || !process.isAlive(),
                () -> "SIPp listening on " + port);
        if (!process.isAlive()) {
            result().assertPassed();
        }
        return this;
    }

    /**
     * Waits for its end.
     *
     * @throws NotSeen if it runs longer than its scenario may
     */
    public SippResult await() {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NotSeen("SIPp scenario " + name + " still runs after " + atMost + "\n" + read("errors.log")
                        + "\n" + read("messages.log"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSeen("interrupted while SIPp runs " + name, e);
        }
        return result();
    }

    private SippResult result() {
        String errors = read("errors.log");
        return new SippResult(
                name,
                process.exitValue(),
                statistics(read("statistics.csv")),
                errors.isBlank() ? read("screen.log") : errors,
                read("messages.log"));
    }

    private static Map<String, String> statistics(String csv) {
        List<String> lines = csv.lines().toList();
        if (lines.size() < 2) {
            return Map.of();
        }
        String[] names = lines.get(0).split(";", -1);
        String[] values = lines.get(lines.size() - 1).split(";", -1);
        var all = new HashMap<String, String>();
        for (int i = 0; i < Math.min(names.length, values.length); i++) {
            if (!names[i].isBlank()) {
                all.put(names[i], values[i]);
            }
        }
        return Map.copyOf(all);
    }

    private String read(String file) {
        try (var in = Files.newInputStream(folder.resolve(file))) {
            return new String(in.readNBytes(MAX_LOG), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            return "";
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(SippRun::delete);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean " + folder, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
