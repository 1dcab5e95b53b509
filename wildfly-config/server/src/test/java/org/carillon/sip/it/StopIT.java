// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What needs a server of its own, because it stops it or leaves it in need of a reload. */
class StopIT {
    private static final String SIP = "subsystem=sip";
    private static final Duration SOON = Duration.ofSeconds(10);

    private RunningServer server;
    private Management management;

    @BeforeEach
    void start() {
        server = new RunningServer("stop");
        management = new Management(server);
        server.deploy("answering.war", Archive.answering());
    }

    @AfterEach
    void stop() {
        management.close();
        server.close();
    }

    private void awaitDialogs(int count) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(management.read(SIP, "dialogs-left").asInt()).isEqualTo(count));
    }

    @Test
    void shutdownWithATimeLetsTheCallEnd() {
        try (var talking = Sipp.caller("caller-talks", "now", server.sipPort(), "udp", 1, 1)) {
            awaitDialogs(1);
            var operation = Management.operation("shutdown", "");
            operation.get("suspend-timeout").set(60);
            management.answer(operation);

            talking.succeeds();
        }
        assertThat(server.ends(20, TimeUnit.SECONDS)).isTrue();
        assertThat(server.log()).contains("CARSIP0044", "CARSIP0002");
    }

    @Test
    void stopWithCallsInProgressIsBounded() {
        try (var ringing = Sipp.caller("caller-rings-long", "ring", server.sipPort(), "udp", 20, 20)) {
            awaitDialogs(20);

            assertThat(ringing.isRunning()).isTrue();
            server.terminate();

            assertThat(server.ends(10, TimeUnit.SECONDS)).isTrue();
            assertThat(server.log()).contains("CARSIP0002");
        }
    }

    @Test
    void whatCannotChangeAtRunTimeAsksForAReloadAndWhatIsWrongIsRefused() {
        var lanes = Management.operation("write-attribute", SIP);
        lanes.get("name").set("lanes");
        lanes.get("value").set(0);
        assertThat(management.answer(lanes).get("failure-description").asString())
                .contains("WFLYCTL0117", "lanes", "minimum value of 1");

        lanes.get("value").set(4);
        var answer = management.answer(lanes);
        assertThat(answer.get("outcome").asString()).isEqualTo("success");
        assertThat(answer.get("response-headers", "process-state").asString()).isEqualTo("reload-required");

        var transport = Management.operation("write-attribute", SIP + "/connector=sip-udp");
        transport.get("name").set("transport");
        transport.get("value").set("sctp");
        assertThat(management.answer(transport).get("failure-description").asString())
                .contains("WFLYCTL0248", "sctp");

        var retry = Management.operation("write-attribute", SIP);
        retry.get("name").set("retry-after");
        retry.get("value").set(3_601);
        assertThat(management.answer(retry).get("failure-description").asString())
                .contains("retry-after", "3600");
    }
}
