// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.carillon.sip.it.uas.AnsweringServlet;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Suspend, resume, stop: what happens to calls in progress and to new ones. */
class DrainIT {
    private static final String SIP = "subsystem=sip";
    private static final Duration SOON = Duration.ofSeconds(10);

    private RunningServer server;
    private Management management;

    @BeforeEach
    void start() {
        server = new RunningServer("drain");
        management = new Management(server);
        server.deploy(
                "answering.war",
                new Archive()
                        .classes("WEB-INF/classes/", AnsweringServlet.class)
                        .file("WEB-INF/beans.xml", "<beans/>")
                        .bytes());
    }

    @AfterEach
    void stop() {
        management.close();
        server.close();
    }

    private void suspend(int seconds) {
        var operation = Management.operation("suspend", "");
        operation.get("suspend-timeout").set(seconds);
        management.result(operation);
    }

    private Sipp talkingCaller() {
        var caller = Sipp.caller("caller-talks", "now", server.sipPort(), "udp", 1, 1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(read("dialogs-left").asInt()).isEqualTo(1));
        return caller;
    }

    private ModelNode read(String attribute) {
        return management.read(SIP, attribute);
    }

    private void awaitState(String state) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(read("drain-state").asString()).isEqualTo(state));
    }

    @Test
    void callInProgressEndsAndNewOnesAreRefusedUntilTheServerResumes() {
        assertThat(read("drain-state").asString()).isEqualTo("running");
        try (var talking = talkingCaller()) {
            suspend(0);
            assertThat(read("drain-state").asString()).isEqualTo("draining");

            try (var refused = Sipp.caller("caller-is-refused", "now", server.sipPort(), "udp", 2, 2)) {
                refused.succeeds();
            }
            assertThat(Datagrams.ask(server.sipPort(), Datagrams.options("probe")))
                    .startsWith("SIP/2.0 503")
                    .contains("Retry-After: 10");
            assertThat(read("dialogs-refused").asInt()).isEqualTo(3);

            // Its re-INVITE and its BYE are answered as ever.
            talking.succeeds();
        }
        awaitState("drained");
        assertThat(management.read("", "suspend-state").asString()).isEqualTo("SUSPENDED");

        management.result(Management.operation("resume", ""));

        assertThat(read("drain-state").asString()).isEqualTo("running");
        assertThat(Datagrams.ask(server.sipPort(), Datagrams.options("again"))).startsWith("SIP/2.0 200");
        assertThat(server.log()).contains("CARSIP0042", "CARSIP0044", "CARSIP0045");
    }

    @Test
    void suspendWaitsForTheLastCallAndNoLongerThanItIsTold() {
        try (var talking = talkingCaller()) {
            var begun = System.nanoTime();
            suspend(1);
            assertThat(read("drain-state").asString()).isEqualTo("draining");

            management.result(Management.operation("resume", ""));
            suspend(30);

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
            assertThat(read("drain-state").asString()).isEqualTo("drained");
            talking.succeeds();
        }
    }

    @Test
    void shutdownWithATimeLetsTheCallEnd() {
        try (var talking = talkingCaller()) {
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
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(read("dialogs-left").asInt()).isEqualTo(20));

            assertThat(ringing.isRunning()).isTrue();
            server.terminate();

            assertThat(server.ends(10, TimeUnit.SECONDS)).isTrue();
            assertThat(server.log()).contains("CARSIP0002");
        }
    }

    @Test
    void retryAfterChangesWithoutAReload() {
        var write = Management.operation("write-attribute", SIP);
        write.get("name").set("retry-after");
        write.get("value").set(77);

        assertThat(management.answer(write).hasDefined("response-headers")).isFalse();
        suspend(0);

        assertThat(Datagrams.ask(server.sipPort(), Datagrams.options("later"))).contains("Retry-After: 77");
    }

    @Test
    void timersChangeForNewTransactionsWithoutAReload() {
        var write = Management.operation("write-attribute", SIP);
        write.get("name").set("t1");
        write.get("value").set(2_000);

        assertThat(management.answer(write).hasDefined("response-headers")).isFalse();

        assertThat(Datagrams.untilTheRefusalIsRepeated(server.sipPort(), "slow"))
                .isGreaterThan(Duration.ofMillis(1_500));
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
