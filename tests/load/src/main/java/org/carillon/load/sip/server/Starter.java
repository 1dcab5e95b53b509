// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.carillon.testing.NotSeen;
import org.carillon.testing.Waiting;
import org.carillon.testing.net.LoopbackPorts;

/** Starts servers, each in a folder of its own. */
public final class Starter {
    private static final Duration AT_MOST = Duration.ofSeconds(90);
    private static final String LOG = "console.log";

    private final Children children;
    private final Path folder;
    private final Jdk jdk;
    private final List<String> prefix;

    /**
     * Starts nothing yet.
     *
     * @param folder for what servers need and write; absolute
     */
    public Starter(Children children, Path folder, Jdk jdk) {
        this(children, folder, jdk, List.of());
    }

    private Starter(Children children, Path folder, Jdk jdk, List<String> prefix) {
        this.children = children;
        this.folder = folder;
        this.jdk = jdk;
        this.prefix = List.copyOf(prefix);
    }

    /** The same, whose servers have one core to themselves when what calls them keeps to another. */
    public Starter onCore(int core) {
        return new Starter(children, folder, jdk, List.of("taskset", "-c", "" + core));
    }

    private Process start(Path base, List<String> command, Map<String, String> environment) throws IOException {
        List<String> whole = Stream.concat(prefix.stream(), command.stream()).toList();
        return children.start(base, LOG, whole, environment);
    }

    /**
     * Starts a server and waits until it can be called.
     *
     * @param properties for ours only: system properties that plant a fault in the application
     * @throws IOException if it is not installed or does not start within 90 s
     */
    public Server start(Kind kind, List<String> properties) throws IOException {
        return switch (kind) {
            case CARILLON -> carillon(properties);
            case TOMCAT -> tomcat();
            case KAMAILIO -> kamailio();
        };
    }

    private Server carillon(List<String> properties) throws IOException {
        var ours = new CarillonFiles(folder.resolve("carillon"));
        ours.lay();
        Process process = start(ours.base(), ours.command(), ours.environment(jdk, properties));
        await(process, ours.base(), ours.port(), ours::isDeployed);
        return new Server(Kind.CARILLON, process, ours.port(), "on WildFly");
    }

    private Server tomcat() throws IOException {
        var tomcat = new TomcatFiles(folder.resolve("tomcat"));
        tomcat.lay();
        Process process = start(tomcat.base(), tomcat.command(jdk), Map.of());
        await(process, tomcat.base(), tomcat.port(), () -> says(tomcat.base(), "Server startup in"));
        return new Server(Kind.TOMCAT, process, tomcat.port(), tomcat.version());
    }

    private Server kamailio() throws IOException {
        var kamailio = new KamailioFiles(folder.resolve("kamailio"));
        kamailio.lay();
        Process process = start(kamailio.base(), kamailio.command(), Map.of());
        await(process, kamailio.base(), kamailio.port(), () -> true);
        return new Server(Kind.KAMAILIO, process, kamailio.port(), kamailio.version());
    }

    private static boolean says(Path base, String text) {
        try {
            return Files.readString(base.resolve(LOG)).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(Process process, Path base, int port, BooleanSupplier ready) throws IOException {
        String log = base.resolve(LOG).toString();
        try {
            Waiting.untilTrue(
                    AT_MOST,
                    () -> !process.isAlive() || (LoopbackPorts.isTaken(port) && ready.getAsBoolean()),
                    () -> "a server that is ready; see " + log);
        } catch (NotSeen late) {
            throw new IOException(late.getMessage(), late);
        }
        if (!process.isAlive()) {
            throw new IOException("a server ended with exit code " + process.exitValue() + "; see " + log);
        }
    }
}
