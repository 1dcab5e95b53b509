// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.cluster.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.carillon.testing.NotSeen;
import org.carillon.testing.Waiting;

/** A command of {@code ./carillon} that is running. What it prints is kept. */
public final class Command {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private final String name;
    private final Process process;
    private final Path printed;

    private Command(String name, Process process, Path printed) {
        this.name = name;
        this.process = process;
        this.printed = printed;
    }

    static Command start(Map<String, String> environment, Path folder, String... arguments) {
        var command = new ArrayList<>(List.of(ROOT.resolve("carillon").toString()));
        command.addAll(List.of(arguments));
        try {
            Path printed = Files.createTempFile(folder, arguments[0] + "-", ".log");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
            builder.redirectInput(Path.of("/dev/null").toFile());
            builder.environment().putAll(environment);
            return new Command(String.join(" ", arguments), builder.start(), printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has printed so far. */
    public String printed() {
        try {
            return Files.readString(printed, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has printed this. */
    public Command awaitPrinted(String text, Duration atMost) {
        Waiting.untilTrue(
                atMost,
                () -> printed().contains(text),
                () -> "'" + text + "' from carillon " + name + "; it says " + printed());
        return this;
    }

    /** Waits for its end and gives its exit code. */
    public int awaitEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroy();
                throw new NotSeen("the end of carillon " + name + "; it says " + printed());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new NotSeen("interrupted during carillon " + name, e);
        }
    }

    /** Waits for its end and expects that it has done what it should. */
    public Command awaitSuccess(Duration atMost) {
        int code = awaitEnd(atMost);
        if (code != 0) {
            throw new NotSeen("carillon " + name + " ended with " + code + ": " + printed());
        }
        return this;
    }
}
