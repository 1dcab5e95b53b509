// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carillon.testing.net.LoopbackPorts;
import org.junit.jupiter.api.Test;

class DemonstrationCallTest {
    private static final String TOKEN = "0123456789abcdef";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final int phonePort = LoopbackPorts.freeSipPort();
    private final int webPort = LoopbackPorts.freeSipPort();

    private int run(StandInServer server, String... more) {
        var arguments = new ArrayList<>(
                List.of("--sip", server.sip(), "--api", server.api(), "--account", StandInServer.ACCOUNT));
        arguments.addAll(List.of("--second-phone-port", "" + phonePort, "--web-port", "" + webPort));
        arguments.addAll(List.of(more));
        return DemonstrationCall.run(
                arguments,
                Map.of("CARILLON_AUTH_TOKEN", TOKEN),
                new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everythingSeenGivesLadderRecordAndZero() {
        try (var server = new StandInServer(TOKEN, webPort, phonePort)) {
            assertThat(run(server)).as(this::text).isZero();
        }
        assertThat(text())
                .contains("[seen] phone A hears the welcome", "\"status\" : \"completed\"", "everything was seen")
                .contains("phone A", "Carillon", "phone B", "POST /demo/voice", "INVITE", "BYE")
                .doesNotContain(TOKEN);
    }

    @Test
    void wrongSignatureIsAFailureThatSaysSo() {
        try (var server = new StandInServer("another-token", webPort, phonePort)) {
            assertThat(run(server)).isEqualTo(1);
        }
        assertThat(text())
                .contains("FAILED: the webhook's signature is not valid")
                .contains("Things to look at");
    }

    @Test
    void wrongArgumentsAreExplained() {
        int code = DemonstrationCall.run(
                List.of("--sipp", "x"), Map.of(), new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(code).isEqualTo(2);
        assertThat(text()).contains("unknown option --sipp").contains("--second-phone-port");
    }

    @Test
    void missingTokenIsExplained() {
        int code = DemonstrationCall.run(
                List.of("--account", "AC1"), Map.of(), new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(code).isEqualTo(2);
        assertThat(text()).contains("CARILLON_AUTH_TOKEN");
    }
}
