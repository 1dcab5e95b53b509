// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.carillon.load.sip.server.Jvm.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path all;

    private void jdk(String name) throws IOException {
        Path bin = Files.createDirectories(all.resolve(name).resolve("bin"));
        Files.createFile(
                bin.resolve("jcmd"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    @Test
    void the_wanted_version_is_taken() throws IOException {
        jdk("java-17-openjdk-amd64");
        jdk("temurin-25-jdk-amd64");

        assertThat(Jdk.find(all, new Jvm(25, Collector.G1)).home()).isEqualTo(all.resolve("temurin-25-jdk-amd64"));
        assertThat(Jdk.find(all, Jvm.DEFAULT).program("java")).endsWith("java-17-openjdk-amd64/bin/java");
    }

    @Test
    void a_version_that_is_not_installed_is_told() throws IOException {
        jdk("java-1.17.0-openjdk-amd64");
        Files.createDirectories(all.resolve("java-25-runtime-only/bin"));

        assertThatIOException().isThrownBy(() -> Jdk.find(all, Jvm.DEFAULT));
        assertThatIOException().isThrownBy(() -> Jdk.find(all, new Jvm(25, Collector.G1)));
    }

    @Test
    void the_collector_is_among_the_flags() {
        assertThat(new Jdk(all, new Jvm(25, Collector.ZGC)).flags()).contains("-XX:+UseZGC", "-Xmx1g", "-Xms1g");
    }
}
