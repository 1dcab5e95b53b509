// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** The processes of the benchmark. Each ends with this JVM at the latest, whatever ends it. */
public final class Children implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 15;

    private final Deque<Process> running = new ConcurrentLinkedDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** None so far. */
    public Children() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end-children"));
    }

    /**
     * Starts a process without input, in a folder that is made for it.
     *
     * @param log file name in the folder for what it prints
     * @param environment on top of ours
     */
    public Process start(Path folder, String log, List<String> command, Map<String, String> environment)
            throws IOException {
        Files.createDirectories(folder);
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        running.push(process);
        if (closed.get()) {
            end(process);
            throw new IOException("the benchmark is being ended");
        }
        return process;
    }

    /** Ends a process and what it has started: asks first, and insists after 15 s. */
    public void end(Process process) {
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        process.destroy();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
        running.remove(process);
    }

    @Override
    public void close() {
        closed.set(true);
        running.forEach(this::end);
    }
}
