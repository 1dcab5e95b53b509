// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.carillon.sip.scripted.ScriptedSink;

/** The provisioned server with a base folder of its own, so that nothing of the installation changes. */
final class Server implements AutoCloseable {
    private static final int SIP = 5060;
    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 9990;

    private final Path base;
    private final Path events;
    private final int offset;
    private final Process process;
    private int eventsRead;

    private Server(Path base, int offset, Process process) {
        this.base = base;
        this.events = base.resolve("events.txt");
        this.offset = offset;
        this.process = process;
    }

    static Server start(Path home, Path war, Path work) throws IOException {
        assertThat(home.resolve("bin/standalone.sh"))
                .as("the server; build wildfly-config/server first")
                .exists();
        Path base = Files.createTempDirectory(Files.createDirectories(work), "server");
        copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
        TestEar.build(war, Files.createDirectories(base.resolve("deployments")));
        int offset = freeOffset();
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/standalone.sh").toString()));
        command.addAll(List.of(
                "-c",
                "standalone-carillon.xml",
                "-Djboss.server.base.dir=" + base,
                "-Djboss.socket.binding.port-offset=" + offset,
                "-Dcarillon.data=" + base,
                "-Dcarillon.trunk.networks=127.0.0.1",
                "-Dcarillon.sip.ack-wait=3",
                "-Dcarillon.sip.overload-wait=5000",
                "-D" + ScriptedSink.EVENTS + "=" + base.resolve("events.txt")));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(base.resolve("console.log").toFile());
        builder.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", "-Xmx512m -XX:TieredStopAtLevel=1 -Djava.net.preferIPv4Stack=true");
        Server server = new Server(base, offset, builder.start());
        try {
            server.awaitReady();
        } catch (RuntimeException | AssertionError e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** An offset that puts the server's ports where nothing else is: below those that the kernel hands out. */
    private static int freeOffset() {
        return RandomGenerator.getDefault()
                .ints(15_000, 22_000)
                .limit(200)
                .filter(offset -> Stream.of(SIP, HTTP, MANAGEMENT).allMatch(port -> isFree(port + offset)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (DatagramSocket udp = new DatagramSocket(port);
                ServerSocket tcp = new ServerSocket(port)) {
            return udp.isBound() && tcp.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private void awaitReady() {
        Awaitility.await("deployment; see " + base.resolve("console.log"))
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .failFast("the server ended", () -> !process.isAlive())
                .until(() -> log().contains("CARSIP0101"));
    }

    String log() throws IOException {
        return Files.readString(base.resolve("console.log"));
    }

    int sipPort() {
        return SIP + offset;
    }

    URI http(String path) {
        return URI.create("http://127.0.0.1:" + (HTTP + offset) + path);
    }

    /** Events since the last call of this method, once the given one is among them. */
    List<String> eventsUntil(String last) {
        List<String> found = new ArrayList<>();
        Awaitility.await("event " + last + "; see " + base)
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    found.clear();
                    found.addAll(unread());
                    return found.contains(last);
                });
        eventsRead += found.size();
        return found;
    }

    private List<String> unread() throws IOException {
        if (!Files.exists(events)) {
            return List.of();
        }
        List<String> all = Files.readAllLines(events);
        return all.subList(eventsRead, all.size());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Asks the server to stop, as an operator does, and waits for it. */
    void stop() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
