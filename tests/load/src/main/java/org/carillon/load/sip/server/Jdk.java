// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A JDK of the wanted version, and the flags that both containers get.
 *
 * @param home its folder
 */
public record Jdk(Path home, Jvm jvm) {
    /** Where Debian's and Temurin's packages put them. */
    private static final Path ALL = Path.of("/usr/lib/jvm");

    /**
     * Looks for it.
     *
     * @throws IOException if there is none
     */
    public static Jdk find(Jvm jvm) throws IOException {
        return find(ALL, jvm);
    }

    static Jdk find(Path all, Jvm jvm) throws IOException {
        String version = ".*-" + jvm.version() + "(-.*|$)";
        try (Stream<Path> homes = Files.list(all)) {
            return homes.sorted()
                    .filter(home -> home.getFileName().toString().matches(version))
                    .filter(home -> Files.isExecutable(home.resolve("bin/jcmd")))
                    .findFirst()
                    .map(home -> new Jdk(home, jvm))
                    .orElseThrow(() -> new IOException("there is no JDK " + jvm.version() + " below " + all));
        }
    }

    /** The path of a program of it, for example {@code jcmd}. */
    public String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    List<String> flags() {
        return List.of(
                jvm.collector().flag(),
                "-Xms1g",
                "-Xmx1g",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.awt.headless=true",
                // Java 25 warns of the memory access of libraries that both containers use.
                "-Dsun.misc.unsafe.memory.access=allow",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.naming/javax.naming=ALL-UNNAMED");
    }
}
