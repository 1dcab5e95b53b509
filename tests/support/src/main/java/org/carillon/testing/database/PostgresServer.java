// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.carillon.testing.net.LoopbackPorts;

/**
 * A PostgreSQL server of the test's own: a fresh data folder, a free port on the loopback interface, stopped and removed at
 * the end. The server refuses to run as root, so then it runs as the user postgres of Debian's package.
 */
public final class PostgresServer implements AutoCloseable {
    /** The user, who needs no password. */
    public static final String USER = "carillon";

    /** The database. */
    public static final String DATABASE = "postgres";

    private static final long TIMEOUT_SECONDS = 60;

    /** Above the product's ports, below those of the phones: the kernel gives none of these to a client while it is stopped. */
    private static final int FIRST_PORT = 24_600;

    private static final int PORTS = 400;

    private final Path folder;
    private final Path programs;
    private final int port;

    /** Makes it and starts it. */
    public PostgresServer() throws IOException {
        this.programs = programs();
        this.port = freePort();
        this.folder = Files.createTempDirectory(
                Path.of("/tmp"),
                "carillon-postgres",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
        // The attribute above is reduced by the process's mask; the server's user must be able to write.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        run("initdb", "--no-sync", "--auth=trust", "--username=" + USER, "--encoding=UTF8", "--locale=C", "-D", data());
        start();
        // Also when the test is ended from outside, no server stays behind.
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeQuietly));
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            // It has been closed before.
        }
    }

    /** Starts it again. */
    public final void start() throws IOException {
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder
                + " -c fsync=off -c max_connections=20 -c shared_buffers=16MB";
        run("pg_ctl", "-w", "-s", "-D", data(), "-l", folder.resolve("log").toString(), "-o", options, "start");
    }

    /** Stops it; its connections end. */
    public void stop() throws IOException {
        run("pg_ctl", "-w", "-s", "-D", data(), "-m", "fast", "stop");
    }

    /** Where it listens on 127.0.0.1. */
    public int port() {
        return port;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("carillon-postgres", ".out");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(command + " failed: " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static Path programs() throws IOException {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        } catch (IOException | java.util.NoSuchElementException e) {
            throw new IOException("these tests need Debian's package postgresql: apt-get install postgresql", e);
        }
    }

    private static int freePort() throws IOException {
        int start = ThreadLocalRandom.current().nextInt(PORTS);
        return IntStream.range(0, PORTS)
                .map(i -> FIRST_PORT + (start + i) % PORTS)
                .filter(LoopbackPorts::isFree)
                .findFirst()
                .orElseThrow(() -> new IOException("no free port for a database"));
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        stop();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
