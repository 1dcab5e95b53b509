// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StopOfTheServerIT {
    private static final Path WORK = Path.of(System.getProperty("it.work"));

    @Test
    void openCallIsHungUpWhenTheServerStops() throws IOException {
        Path home = Path.of(System.getProperty("it.server"));
        try (RawCallee callee = new RawCallee();
                Server server = Server.start(home, Path.of(System.getProperty("it.war")), WORK)) {
            Sipp sipp = new Sipp(Files.createDirectories(WORK.resolve("sipp")), server.sipPort());
            sipp.with(Map.of("status", "480", "headers", "      X-Target: sip:callee@127.0.0.1:" + callee.port()))
                    .call("uac-is-refused", "+15550000008")
                    .succeeds();
            callee.answer(callee.receive("INVITE"), "callee");
            callee.receive("ACK");
            server.eventsUntil("Answered");
            server.stop();
            assertThat(callee.receive("BYE")).contains("tag=callee");
        }
    }
}
