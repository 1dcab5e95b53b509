// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.carillon.testing.NotSeen;
import org.carillon.testing.Waiting;
import org.carillon.testing.database.PostgresServer;
import org.carillon.testing.net.LoopbackPorts;
import org.carillon.testing.web.RawConnection;

/**
 * The whole product as an operator runs it, for all tests of a run: media server and application server as processes, free
 * ports, data below {@code target}. The settings are those of {@code bin/run.sh}, but for a media server that tells
 * of missing RTP after {@value #RTP_TIMEOUT} s, so that a test need not wait half a minute for it.
 */
public final class Platform implements AutoCloseable {
    /** After so many seconds without RTP the media server asks whether the party still lives. */
    public static final int RTP_TIMEOUT = 8;

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path SERVER = ROOT.resolve("wildfly-config/server/target/server");
    private static final Path EAR = ROOT.resolve("ear/target/carillon.ear");
    private static final Path MEDIA = ROOT.resolve("media-control/server/target");
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Duration START = Duration.ofSeconds(90);

    private final Path base;
    private final Map<String, String> database;
    private final PortPlan ports;
    private final Trunk trunk;
    private final ServerProcess media;
    private final ServerProcess wildfly;
    private final Thread atExit = new Thread(this::kill, "platform-kill");
    private final AtomicInteger numbers =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(100_000, 900_000));
    private final Api api;
    private final AccountKey account;

    /**
     * Who calls the API.
     *
     * @param sid of the account
     * @param token its secret, which signs webhooks, too
     */
    public record AccountKey(String sid, String token) {}

    private Platform(String name, Map<String, String> database) {
        this.base = TARGET.resolve(name);
        this.database = database;
        this.ports = PortPlan.free();
        clean(base);
        prepare();
        this.trunk = Trunk.open();
        this.media = startMediaServer();
        this.wildfly = startWildFly();
        Runtime.getRuntime().addShutdownHook(atExit);
        awaitReady();
        this.account = firstAccount();
        this.api = new Api(URI.create(url()), account);
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @throws org.carillon.testing.NotSeen with the log when it does not become ready
     */
    static Platform start() {
        return start("platform", Map.of());
    }

    /** One more, whose database is this one instead of H2 in the data folder; the test that starts it closes it. */
    public static Platform startOn(PostgresServer database) {
        return start(
                "platform-on-postgresql",
                Map.of(
                        "carillon.db.driver",
                        "postgresql",
                        "carillon.db.url",
                        "jdbc:postgresql://" + LoopbackPorts.HOST + ":" + database.port() + "/"
                                + PostgresServer.DATABASE,
                        "carillon.db.user",
                        PostgresServer.USER));
    }

    private static Platform start(String name, Map<String, String> database) {
        for (Path needed : List.of(SERVER, EAR)) {
            if (!Files.exists(needed)) {
                throw new IllegalStateException(needed + " is missing: build the whole first, ./carillon test does it");
            }
        }
        return new Platform(name, database);
    }

    private void prepare() {
        try {
            for (String folder : List.of("configuration", "deployments", "data", "log", "tmp")) {
                Files.createDirectories(base.resolve(folder));
            }
            Path configuration = SERVER.resolve("standalone/configuration");
            try (Stream<Path> files = Files.list(configuration)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, base.resolve("configuration").resolve(file.getFileName()));
                }
            }
            Files.copy(EAR, base.resolve("deployments/carillon.ear"));
            if (Boolean.getBoolean("acceptance.debug")) {
                logEverything(base.resolve("configuration/standalone-carillon.xml"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code mvn -Dacceptance.debug=true ...}: the log says what each call does. */
    private static void logEverything(Path configuration) throws IOException {
        String mark = "<logger category=\"gov.nist\">";
        Files.writeString(
                configuration,
                Files.readString(configuration)
                        .replace(mark, "<logger category=\"org.carillon\"><level name=\"DEBUG\"/></logger>" + mark));
    }

    private static Path mediaJar() {
        try (Stream<Path> files = Files.list(MEDIA)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-all.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no media server in " + MEDIA));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private ServerProcess startMediaServer() {
        List<String> command = List.of(
                java(),
                "-Xmx512m",
                "-jar",
                mediaJar().toString(),
                "--mgcp-port",
                "" + ports.mediaServer(),
                "--work-dir",
                data().resolve("media/server").toString(),
                "--rtp-timeout",
                "" + RTP_TIMEOUT);
        ServerProcess started = ServerProcess.start(command, Map.of(), base.resolve("log/media-server.log"));
        Waiting.untilTrue(
                Duration.ofSeconds(20),
                () -> started.printed().contains("media server is ready"),
                () -> "the media server's start; it says " + started.printed());
        return started;
    }

    private ServerProcess startWildFly() {
        var command = new ArrayList<String>();
        command.add(SERVER.resolve("bin/standalone.sh").toString());
        command.add("-c");
        command.add("standalone-carillon.xml");
        settings().forEach((name, value) -> command.add("-D" + name + "=" + value));
        database.forEach((name, value) -> command.add("-D" + name + "=" + value));
        Map<String, String> environment = Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "JBOSS_HOME",
                SERVER.toString(),
                "LAUNCH_JBOSS_IN_BACKGROUND",
                "true",
                "JAVA_OPTS",
                "-Xms256m -Xmx1g -Djava.net.preferIPv4Stack=true -Djava.awt.headless=true"
                        + " --add-opens=java.base/java.lang=ALL-UNNAMED -Dsun.misc.unsafe.memory.access=allow");
        return ServerProcess.start(command, environment, base.resolve("log/console.log"));
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("jboss.server.base.dir", base.toString()),
                Map.entry("jboss.bind.address", LoopbackPorts.HOST),
                Map.entry("jboss.bind.address.management", LoopbackPorts.HOST),
                Map.entry("jboss.socket.binding.port-offset", "" + ports.offset()),
                Map.entry("carillon.data", data().toString()),
                Map.entry("carillon.public-url", url()),
                Map.entry("carillon.sip-address", sipAddress()),
                // The tests share two processors with the server, so a lane may well wait for one.
                Map.entry("carillon.sip.overload-wait", "5000"),
                Map.entry("carillon.trunk.networks", "127.0.0.0/8"),
                Map.entry("carillon.trunk.allowed-prefixes", "+1"),
                Map.entry("carillon.trunk.default", trunk.uri()),
                Map.entry("carillon.webhook.allowed-networks", "127.0.0.0/8"),
                Map.entry("carillon.media.servers", "ms1=carillon://127.0.0.1:" + ports.mediaServer()),
                Map.entry("carillon.media.mgcp.bind", LoopbackPorts.HOST),
                Map.entry("carillon.media.mgcp.port", "" + ports.callAgent()));
    }

    private void awaitReady() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest question = HttpRequest.newBuilder(URI.create(url() + "/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        var answer = new AtomicReference<>("");
        try {
            Waiting.untilTrue(
                    START,
                    () -> isHealthy(client, question, answer) || !wildfly.isAlive(),
                    () -> "a healthy platform; /health says " + answer + "\n" + log());
            if (!wildfly.isAlive()) {
                throw new IllegalStateException("the server has ended\n" + wildfly.printed());
            }
        } catch (NotSeen | IllegalStateException notReady) {
            close();
            throw notReady;
        }
    }

    private static boolean isHealthy(HttpClient client, HttpRequest question, AtomicReference<String> answer) {
        try {
            HttpResponse<String> response = client.send(question, HttpResponse.BodyHandlers.ofString());
            answer.set(response.statusCode() + " " + response.body());
            return response.statusCode() == 200;
        } catch (IOException notYet) {
            answer.set(notYet.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private AccountKey firstAccount() {
        var properties = new Properties();
        try (var in = Files.newInputStream(data().resolve("first-account.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the first account was not written down", e);
        }
        return new AccountKey(properties.getProperty("account.sid"), properties.getProperty("account.token"));
    }

    /** The data folder. */
    Path data() {
        return base.resolve("data");
    }

    /** Base of the API, for example {@code http://127.0.0.1:9080}. */
    public String url() {
        return "http://" + LoopbackPorts.HOST + ":" + ports.http();
    }

    /** Opens a connection to the API's port. */
    public RawConnection connect() {
        try {
            return new RawConnection(ports.http());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts silence into the vault, as if a call of the first account had recorded it. */
    public void addAudio(String recordingSid, int bytes) {
        Path file = data().resolve("recordings/" + account.sid() + "/" + recordingSid + ".wav");
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[bytes]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Host and port where calls arrive. */
    public String sipAddress() {
        return LoopbackPorts.HOST + ":" + ports.sip();
    }

    /** The first account. */
    public AccountKey account() {
        return account;
    }

    /** The API with the first account's credentials. */
    public Api api() {
        return api;
    }

    /** Where the default trunk leads. */
    public Trunk trunk() {
        return trunk;
    }

    /** A telephone number that no other test has, and that nobody owns yet. */
    public String freshNumber() {
        return "+1206" + (5_000_000 + numbers.getAndIncrement());
    }

    /** The server's log; empty before there is one. */
    String log() {
        Path log = base.resolve("log/server.log");
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        wildfly.close();
        media.close();
        trunk.close();
    }

    private void kill() {
        wildfly.kill();
        media.kill();
    }

    private static void clean(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
