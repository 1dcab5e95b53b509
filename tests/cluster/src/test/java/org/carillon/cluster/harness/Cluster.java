// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.cluster.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.carillon.testing.net.LoopbackPorts;

/** Nodes, balancer, media server and database as {@code ./carillon run --cluster} starts them, on ports of their own. */
public final class Cluster implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofMinutes(1);
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final int SIP = 5060;
    private static final int HTTP = 8080;

    /** The offsets leave room for the highest port, 9990, below the phones'. */
    private final int offset = LoopbackPorts.freeOffset(SIP, HTTP, 9990, 2427, 2428, 5432, 7600, 7601);

    private final Path data = TARGET.resolve("data");
    private final Path state = TARGET.resolve("state");
    private final Properties account = new Properties();
    private final Thread atExit = new Thread(this::stop, "cluster-stop");

    /** Starts it; only 127.0.0.1 and the nodes may send calls. */
    public Cluster(int nodes) {
        clean(data);
        clean(state);
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            Files.createDirectories(data);
            carillon("run", "--cluster", "" + nodes, "--detach", "--no-demo", "--data", data.toString())
                    .awaitSuccess(START);
            try (var in = Files.newInputStream(data.resolve("node1/first-account.properties"))) {
                account.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a command for this cluster, for example {@code join}. */
    public Command carillon(String command, String... arguments) {
        String[] all = Stream.concat(
                        Stream.of(command),
                        Stream.concat(Stream.of(arguments), Stream.of("--port-offset", "" + offset)))
                .toArray(String[]::new);
        return Command.start(
                Map.of(
                        "CARILLON_IS_BUILT",
                        "yes",
                        "CARILLON_STATE",
                        state.toString(),
                        "CARILLON_TRUNK_NETWORKS",
                        "127.0.0.1,127.0.0.8/29"),
                TARGET,
                all);
    }

    /** The REST API of a node with the first account's credentials. */
    public NodeApi api(String node) {
        return new NodeApi(
                URI.create("http://" + address(node) + ":" + (HTTP + offset)),
                account.getProperty("account.sid"),
                account.getProperty("account.token"));
    }

    private static String address(String node) {
        return "127.0.0." + (10 + Integer.parseInt(node.substring("node".length())));
    }

    /** Where a number is called: at the balancer. */
    public String sipUri(String number) {
        return "sip:" + number + "@127.0.0.1:" + sipPort();
    }

    /** The balancer's port for SIP on 127.0.0.1. */
    public int sipPort() {
        return SIP + offset;
    }

    /** What the balancer has written. */
    public String balancerLog() {
        return read(state.resolve("log/balancer.log"));
    }

    /** Ends the JVM of a node at once, without a word to anybody. */
    public void kill(String node) {
        long script = Long.parseLong(read(state.resolve(node + ".pid")).strip());
        ProcessHandle.of(script).orElseThrow().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stop() {
        carillon("stop").awaitEnd(STOP);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        stop();
    }

    private static void clean(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
