// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.carillon.load.sip.server.Jdk;
import org.carillon.load.sip.server.Jvm;
import org.jspecify.annotations.Nullable;

/**
 * The assembled server as a process of its own, with the small application, UDP, TCP, TLS and WS, at the usual ports: its
 * network namespace is its own.
 */
final class RobustServer implements AutoCloseable {
    private static final int SERVED_BY_ZGC = 25;
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Path home;
    private final Path base;
    private final Process process;

    /** Those of RFC 3261. */
    enum Timers {
        /** A fifth of what it says, so that what lingers is gone sooner. */
        SHORT(" t1=\"100\" t2=\"400\" t4=\"500\""),
        USUAL("");

        private final String attributes;

        Timers(String attributes) {
            this.attributes = attributes;
        }
    }

    private RobustServer(Path home, Path base, Process process) {
        this.home = home;
        this.base = base;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param home the assembled server
     * @param base a folder of its own, emptied first
     * @param timers of RFC 3261
     * @param options what the application does wrong on purpose, and the server's Java
     */
    static RobustServer start(Path home, Path base, Identity identity, RobustOptions options, Timers timers)
            throws IOException {
        for (var folder : List.of("configuration", "deployments", "data", "log", "tmp")) {
            clean(base.resolve(folder));
            Files.createDirectories(base.resolve(folder));
        }
        try (var files = Files.list(home.resolve("standalone/configuration"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, base.resolve("configuration").resolve(file.getFileName()));
            }
        }
        var configuration = base.resolve("configuration/standalone-carillon.xml");
        Files.writeString(configuration, configured(Files.readString(configuration), identity, timers));
        Files.write(base.resolve("deployments/robust.war"), war());
        var server = new RobustServer(home, base, launch(home, base, options));
        server.awaitStarted();
        return server;
    }

    private static void clean(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Process launch(Path home, Path base, RobustOptions options) throws IOException {
        var builder = new ProcessBuilder(
                home.resolve("bin/standalone.sh").toString(),
                "-c",
                "standalone-carillon.xml",
                "-Djboss.server.base.dir=" + base,
                "-Djboss.bind.address=127.0.0.1",
                "-Drobust.fault=" + options.fault(),
                "-Dcarillon.sip.warm-up-rate=1000000");
        var jvm = options.jvm();
        var java = jvm == null
                ? System.getProperty("java.home")
                : Jdk.find(jvm).home().toString();
        // An exception that comes often would lose its trace, and with it where it comes from.
        builder.environment()
                .put("JAVA_OPTS", memory(jvm) + " -XX:-OmitStackTraceInFastThrow -Djava.net.preferIPv4Stack=true");
        builder.environment().put("JAVA_HOME", java);
        builder.environment().put("JBOSS_HOME", home.toString());
        builder.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "1");
        return builder.redirectErrorStream(true)
                .redirectOutput(base.resolve("log/console.log").toFile())
                .start();
    }

    /** As {@code bin/run.sh} has it, also for the Java that runs this. */
    private static String memory(@Nullable Jvm jvm) {
        var isG1 = jvm == null ? Runtime.version().feature() < SERVED_BY_ZGC : jvm.collector() == Jvm.Collector.G1;
        return isG1 ? "-XX:+UseG1GC -Xms1g -Xmx1g -Xmn320m" : "-XX:+UseZGC -Xms256m -Xmx2g";
    }

    private static String configured(String xml, Identity identity, Timers timers) {
        var password = "<credential-reference clear-text=\"" + Identity.PASSWORD + "\"/>";
        var tls = "<tls><key-stores><key-store name=\"own\">" + password
                + "<implementation type=\"PKCS12\"/><file path=\"" + identity.file()
                + "\"/></key-store></key-stores><key-managers><key-manager name=\"own\" key-store=\"own\">" + password
                + "</key-manager></key-managers><server-ssl-contexts><server-ssl-context name=\"open\" key-manager=\"own\"/>"
                + "</server-ssl-contexts></tls>\n";
        return xml.replace("            </sasl>\n", "            </sasl>\n" + tls)
                .replace(" warm-up-rate=", timers.attributes + " warm-up-rate=")
                .replace(
                        "<connector name=\"sip-tcp\"",
                        "<connector name=\"tls\" socket-binding=\"tls\" transport=\"tls\" ssl-context=\"open\"/>\n"
                                + "<connector name=\"ws\" socket-binding=\"ws\" transport=\"ws\"/>\n<connector name=\"sip-tcp\"")
                .replace(
                        "<socket-binding name=\"sip\" ",
                        "<socket-binding name=\"tls\" interface=\"public\" port=\"5061\"/>\n"
                                + "<socket-binding name=\"ws\" interface=\"public\" port=\"5062\"/>\n<socket-binding name=\"sip\" ");
    }

    /** The classes of the application, from wherever this class was loaded. */
    private static byte[] war() throws IOException {
        // By name: the API that these classes need is in the server and not here.
        var folder = "org/carillon/load/robust/app";
        var bytes = new java.io.ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes);
                var files = Files.list(classes().resolve(folder))) {
            for (var file : files.sorted().toList()) {
                zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + folder + "/" + file.getFileName()));
                zip.write(Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }

    private static Path classes() {
        try {
            return Path.of(RobustServer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitStarted() throws IOException {
        var until = System.nanoTime() + START_NANOS;
        while (!log().contains("WFLYSRV0025") || !Files.exists(base.resolve("deployments/robust.war.deployed"))) {
            if (System.nanoTime() > until || !process.isAlive()) {
                close();
                throw new IOException("the server did not start; see " + base.resolve("log"));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    String log() throws IOException {
        var file = base.resolve("log/server.log");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** What it wrote to its console, where uncaught exceptions show. */
    String console() throws IOException {
        return Files.readString(base.resolve("log/console.log"));
    }

    /** {@return the server's own process, below the shell script} */
    long pid() {
        return process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server " + home + " has ended"))
                .pid();
    }

    /** Stops it and waits until it has gone. */
    @Override
    public void close() {
        var java = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                java.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException e) {
            process.destroyForcibly();
        }
    }
}
