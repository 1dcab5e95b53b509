// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.carillon.testing.net.LoopbackPorts;

/**
 * A platform of the benchmark's own: {@code ./carillon run} at free ports with an empty database, ended by {@code ./carillon
 * stop}, which knows its processes by their ids. The working directory has to be the project's root.
 */
final class BenchPlatform implements AutoCloseable {
    private static final int START_SECONDS = 90;
    private static final int STOP_SECONDS = 30;
    private static final Path DATA = Path.of("tests/load/target/bench");

    /** Not the standard output: it names the account's token, and a benchmark's output is made to be shown around. */
    private static final Path OUTPUT = Path.of("tests/load/target/bench-platform.log");

    /** Ports of a platform at offset 0: SIP, HTTP, management, media server, call agent. */
    private static final List<Integer> PORTS = List.of(5060, 8080, 9990, 2427, 2428);

    private final int offset;
    private final Path state;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private BenchPlatform(int offset) {
        this.offset = offset;
        this.state = Path.of("run", "instance-" + offset);
    }

    /** Starts it. It ends with this JVM at the latest. */
    static BenchPlatform start() throws IOException, InterruptedException {
        clean(DATA);
        Files.deleteIfExists(OUTPUT);
        var platform = new BenchPlatform(freeOffset());
        Runtime.getRuntime().addShutdownHook(new Thread(platform::close, "stop-platform"));
        int code = platform.carillon(START_SECONDS, "run", "--no-demo", "--detach", "--data", DATA.toString());
        if (code != 0) {
            throw new IOException(
                    "the platform did not start; see " + OUTPUT + " and " + platform.state.resolve("log"));
        }
        return platform;
    }

    private static int freeOffset() {
        return IntStream.iterate(6_000, offset -> offset < 9_000, offset -> offset + 20)
                .filter(offset -> PORTS.stream().allMatch(port -> LoopbackPorts.isFree(port + offset)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free ports for the platform"));
    }

    private int carillon(int seconds, String command, String... more) throws IOException, InterruptedException {
        List<String> line = Stream.concat(
                        Stream.of("./carillon", command, "--port-offset", "" + offset), Stream.of(more))
                .toList();
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(OUTPUT.toFile()))
                .start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroy();
            throw new IOException("./carillon " + command + " takes longer than " + seconds + " s");
        }
        return process.exitValue();
    }

    InetSocketAddress sip() {
        return new InetSocketAddress(LoopbackPorts.loopback(), 5060 + offset);
    }

    PlatformApi api() throws IOException {
        var account = new Properties();
        try (var in = Files.newInputStream(DATA.resolve("first-account.properties"))) {
            account.load(in);
        }
        URI root = URI.create("http://" + LoopbackPorts.HOST + ":" + (8080 + offset));
        return new PlatformApi(root, account.getProperty("account.sid"), account.getProperty("account.token"));
    }

    /** What WildFly has used: the Java process below its start script. */
    ProcessUsage wildfly() {
        return ProcessUsage.of(javaOf(pid("wildfly")));
    }

    ProcessUsage mediaServer() {
        return ProcessUsage.of(pid("media-server"));
    }

    /** The version line of the JDK that it runs on. */
    String jdk() {
        return ProcessHandle.of(pid("media-server"))
                .flatMap(process -> process.info().command())
                .map(MachineFacts::javaVersion)
                .orElse("unknown");
    }

    private long pid(String part) {
        try {
            return Long.parseLong(Files.readString(state.resolve(part + ".pid")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the platform does not run", e);
        }
    }

    private static long javaOf(long script) {
        ProcessHandle shell =
                ProcessHandle.of(script).orElseThrow(() -> new IllegalStateException("WildFly does not run"));
        return shell.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElse(script);
    }

    private static void clean(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void close() {
        if (stopped.getAndSet(true)) {
            return;
        }
        try {
            carillon(STOP_SECONDS, "stop");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
