// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.carillon.testing.net.LoopbackPorts;

/** Debian's Kamailio with a configuration of the benchmark's own; the system's is not touched. */
final class KamailioFiles {
    private static final int MAX_OUTPUT = 100_000;
    private static final String MODULES = "Default paths to modules:";

    private final Path base;
    private final String facts;
    private final int port = LoopbackPorts.freeSipPort();

    KamailioFiles(Path base) throws IOException {
        this.base = base;
        this.facts = facts();
    }

    Path base() {
        return base;
    }

    int port() {
        return port;
    }

    String version() {
        return version(facts);
    }

    void lay() throws IOException {
        Layout.empty(base);
        Files.createDirectories(base.resolve("run"));
        Layout.resource(
                "kamailio.cfg",
                base.resolve("kamailio.cfg"),
                Map.of("port", "" + port, "modules", modules(facts) + "/"));
    }

    /** In the foreground, with its children, and with room for every transaction of the highest step. */
    List<String> command() {
        return List.of(
                "kamailio",
                "-f",
                base.resolve("kamailio.cfg").toString(),
                "-DD",
                "-E",
                "-m",
                "4096",
                "-M",
                "16",
                // It takes a quarter of a megabyte of socket buffer otherwise; the others have four.
                "-b",
                "4194304",
                "-Y",
                base.resolve("run").toString());
    }

    private static String facts() throws IOException {
        try {
            Process process = new ProcessBuilder("kamailio", "-I")
                    .redirectErrorStream(true)
                    .start();
            try (var out = process.getInputStream()) {
                return new String(out.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new IOException("kamailio is not installed (Debian package kamailio): " + e.getMessage(), e);
        }
    }

    /**
     * The folder with its modules, from what {@code kamailio -I} prints.
     *
     * @throws IOException if it does not say one that exists
     */
    static String modules(String facts) throws IOException {
        return facts.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(MODULES))
                .flatMap(line ->
                        Stream.of(line.substring(MODULES.length()).strip().split(":", -1)))
                .filter(folder -> Files.isDirectory(Path.of(folder)))
                .findFirst()
                .orElseThrow(() -> new IOException("kamailio does not say where its modules are"));
    }

    static String version(String facts) {
        return facts.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Version: kamailio "))
                .map(line -> line.replaceFirst("^Version: kamailio (\\S+).*", "$1"))
                .findFirst()
                .orElse("unknown");
    }
}
