// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
import org.carillon.load.sip.app.BenchServlet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void the_application_is_its_servlet_and_its_descriptor() throws IOException {
        Path war = folder.resolve("bench.war");
        Layout.war(war);

        try (var jar = new JarFile(war.toFile())) {
            assertThat(jar.stream().map(Object::toString))
                    .containsExactly(
                            "WEB-INF/sip.xml",
                            "WEB-INF/classes/" + BenchServlet.class.getName().replace('.', '/') + ".class");
        }
    }

    @Test
    void a_jar_holds_only_the_part_that_was_asked_for() throws IOException {
        Files.createDirectories(folder.resolve("root/in/deep"));
        Files.createDirectories(folder.resolve("root/out"));
        Files.writeString(folder.resolve("root/in/deep/a"), "a");
        Files.writeString(folder.resolve("root/out/b"), "b");
        Layout.jar(folder.resolve("part.jar"), folder.resolve("root"), "in");

        try (var jar = new JarFile(folder.resolve("part.jar").toFile())) {
            assertThat(jar.stream().map(Object::toString)).containsExactly("in/deep/a");
        }
    }

    @Test
    void a_resource_gets_its_values_and_misses_none() throws IOException {
        Path file = folder.resolve("kamailio.cfg");
        Layout.resource("kamailio.cfg", file, Map.of("port", "25001", "modules", "/m/"));

        assertThat(file).content().contains("udp:127.0.0.1:25001", "mpath=\"/m/\"");
        assertThatIOException()
                .isThrownBy(() -> Layout.resource("kamailio.cfg", file, Map.of("port", "25001")))
                .withMessageContaining("modules");
    }

    @Test
    void emptying_leaves_a_folder_without_the_old() throws IOException {
        Files.createDirectories(folder.resolve("x/y"));
        Files.writeString(folder.resolve("x/y/old"), "old");
        Layout.empty(folder.resolve("x"));

        assertThat(folder.resolve("x")).isEmptyDirectory();
    }

    @Test
    void a_copy_has_all_that_is_below() throws IOException {
        Files.createDirectories(folder.resolve("from/below"));
        Files.writeString(folder.resolve("from/below/file"), "text");
        Layout.copy(folder.resolve("from"), folder.resolve("to"));

        assertThat(folder.resolve("to/below/file")).hasContent("text");
    }

    @Test
    void a_folder_that_is_not_there_or_not_the_only_one_is_told() throws IOException {
        assertThatIOException().isThrownBy(() -> Layout.child(folder.resolve("none"), "apache"));
        Files.createDirectories(folder.resolve("apache-1"));
        assertThat(Layout.child(folder, "apache-")).isEqualTo(folder.resolve("apache-1"));
        Files.createDirectories(folder.resolve("apache-2"));
        assertThatIOException().isThrownBy(() -> Layout.child(folder, "apache-"));
    }
}
