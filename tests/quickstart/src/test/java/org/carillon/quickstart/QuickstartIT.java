// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.carillon.testing.sipp.Sipp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/sip-quickstart.md promises. */
class QuickstartIT {
    private static final Sipp CALLER =
            Sipp.resource("/sipp/caller-hangs-up.xml").number("anybody");

    @SuppressWarnings("NullAway.Init")
    private static SlimServer server;

    @BeforeAll
    static void start() {
        server = new SlimServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theServerAnswersACallOverUdp() {
        CALLER.to(server.sip()).run().assertPassed();
    }

    @Test
    void theServerAnswersACallOverTcp() {
        CALLER.to(server.sip()).tcp().run().assertPassed();
    }

    @Test
    void theServerIsSlim() throws IOException {
        var modules = SlimServer.HOME.resolve("modules");

        assertThat(modules.resolve("org/carillon/sip/main/module.xml")).exists();
        assertThat(modules.resolve("system/layers/base/org/jboss/as/ejb3")).doesNotExist();
        assertThat(modules.resolve("system/layers/base/org/jboss/as/jpa")).doesNotExist();
        assertThat(megabytes(SlimServer.HOME)).isLessThan(150);
    }

    private static long megabytes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.mapToLong(file ->
                                    file.toFile().isFile() ? file.toFile().length() : 0)
                            .sum()
                    / 1_000_000;
        }
    }
}
