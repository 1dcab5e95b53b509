// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The assembled server as a process of its own, with free ports and a data folder outside of the server. */
final class RunningServer implements AutoCloseable {
    private static final Path HOME = Path.of("target", "server").toAbsolutePath();
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration DEPLOY = Duration.ofSeconds(30);
    private static final int GROUP = 7600;
    private static final List<Integer> PORTS = List.of(5060, 5061, 5062, 5063, GROUP, GROUP + 1, 8080, 9990);

    private final Path base;
    private final int offset = freeOffset();
    private final Process process;

    RunningServer(String name) {
        this(name, UnaryOperator.identity());
    }

    /** @param configuration changes standalone-carillon.xml before the start */
    RunningServer(String name, UnaryOperator<String> configuration) {
        this(name, "standalone-carillon.xml", configuration, List.of());
    }

    /**
     * {@return a node of a cluster}
     *
     * @param member a node that it joins; null for the first one
     */
    static RunningServer node(String name, @Nullable RunningServer member) {
        var hosts = member == null ? "127.0.0.1[1]" : "127.0.0.1[" + member.port(GROUP) + "]";
        return new RunningServer(
                name,
                "standalone-carillon-ha.xml",
                UnaryOperator.identity(),
                List.of("-Djboss.node.name=" + name, "-Dcarillon.cluster.hosts=" + hosts));
    }

    private RunningServer(String name, String file, UnaryOperator<String> configuration, List<String> arguments) {
        base = Path.of("target", "it", name).toAbsolutePath();
        try {
            delete(base);
            for (var folder : List.of("configuration", "deployments", "data", "log", "tmp")) {
                Files.createDirectories(base.resolve(folder));
            }
            try (var files = Files.list(HOME.resolve("standalone/configuration"))) {
                for (var each : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(each, base.resolve("configuration").resolve(each.getFileName()));
                }
            }
            var path = base.resolve("configuration").resolve(file);
            scanOften(path);
            Files.writeString(path, configuration.apply(Files.readString(path)));
            process = launch(file, arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("server started").atMost(START).until(() -> log().contains("WFLYSRV0025"));
    }

    /** Deployments are found at once instead of every two seconds, which these tests would spend waiting. */
    private static void scanOften(Path configuration) throws IOException {
        Files.writeString(
                configuration,
                Files.readString(configuration).replace("scan-interval=\"2000\"", "scan-interval=\"100\""));
    }

    private Process launch(String file, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                HOME.resolve("bin/standalone.sh").toString(),
                "-c",
                file,
                "-Djboss.server.base.dir=" + base,
                "-Djboss.socket.binding.port-offset=" + offset,
                "-Djboss.bind.address=127.0.0.1",
                "-Dcarillon.sip.public-port=" + sipPort(),
                // Floods are part of these tests, and the machine is busy with them.
                "-Dcarillon.sip.overload-wait=5000",
                "-Dcarillon.sip.warm-up-rate=1000000"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JBOSS_HOME", HOME.toString());
        builder.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "1");
        builder.environment().put("JAVA_OPTS", "-Xmx768m -Djava.net.preferIPv4Stack=false");
        return builder.redirectErrorStream(true)
                .redirectOutput(base.resolve("console.log").toFile())
                .start();
    }

    private static int freeOffset() {
        return IntStream.iterate(4000 + (int) (ProcessHandle.current().pid() % 2000) * 10, i -> i + 7)
                .limit(500)
                .filter(i -> PORTS.stream().allMatch(port -> isFree(port + i)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (var tcp = new ServerSocket();
                var udp = new DatagramSocket(null)) {
            tcp.bind(loopback);
            udp.bind(loopback);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    int sipPort() {
        return port(5060);
    }

    /** {@return the port of a socket binding with the offset of this server} */
    int port(int bound) {
        return bound + offset;
    }

    int managementPort() {
        return 9990 + offset;
    }

    String log() {
        return log("server.log");
    }

    String log(String file) {
        try {
            var log = base.resolve("log").resolve(file);
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an archive into the deployments folder and waits until it runs. */
    void deploy(String name, byte[] archive) {
        var folder = base.resolve("deployments");
        try {
            // The scanner must find all at once, or it deploys a second time when it finds the marker.
            Files.writeString(folder.resolve(name + ".skipdeploy"), "");
            Files.write(folder.resolve(name), archive);
            Files.deleteIfExists(folder.resolve(name + ".deployed"));
            Files.writeString(folder.resolve(name + ".dodeploy"), "");
            Files.delete(folder.resolve(name + ".skipdeploy"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await(name + " deployed")
                .atMost(DEPLOY)
                .until(() -> Files.exists(folder.resolve(name + ".deployed"))
                        || Files.exists(folder.resolve(name + ".failed")));
        assertThat(folder.resolve(name + ".failed")).as(log()).doesNotExist();
    }

    /** Removes an archive and waits until it is gone. */
    void undeploy(String name) {
        var folder = base.resolve("deployments");
        try {
            Files.delete(folder.resolve(name + ".deployed"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await(name + " undeployed").atMost(DEPLOY).until(() -> Files.exists(folder.resolve(name + ".undeployed")));
    }

    /** {@return the lines name=value of a page} */
    Map<String, String> status(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + (8080 + offset) + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            var lines = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
            assertThat(lines.statusCode()).isEqualTo(200);
            var values = new HashMap<String, String>();
            lines.body().forEach(line -> {
                var separator = line.indexOf('=');
                values.put(line.substring(0, separator), line.substring(separator + 1));
            });
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@return the server's own process, below the shell script} */
    long pid() {
        return process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    /** Ends the server as a power failure does. */
    void kill() {
        ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
        ends(10, TimeUnit.SECONDS);
    }

    /** Tells the server to stop, as an operator would, and does not wait. */
    void terminate() {
        process.destroy();
    }

    /** {@return whether the server has gone within this time} */
    boolean ends(long time, TimeUnit unit) {
        try {
            return process.waitFor(time, unit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops the server as an operator would and waits until it has gone. */
    @Override
    public void close() {
        var java = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                java.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder, new FileVisitOption[0])) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
