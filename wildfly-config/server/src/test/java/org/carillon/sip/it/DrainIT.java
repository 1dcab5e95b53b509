// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Suspend and resume: what happens to calls in progress and to new ones; settings that change meanwhile. */
class DrainIT {
    private static final String SIP = "subsystem=sip";
    private static final String NOBODYS = "nobody@nowhere;to-tag=1;from-tag=2";
    private static final Duration SOON = Duration.ofSeconds(10);

    private static RunningServer server;
    private static Management management;

    @BeforeAll
    static void start() {
        server = new RunningServer("drain");
        management = new Management(server);
        server.deploy("answering.war", Archive.answering());
    }

    @AfterAll
    static void stop() {
        management.close();
        server.close();
    }

    @AfterEach
    void resume() {
        management.result(Management.operation("resume", ""));
        for (var attribute : List.of("retry-after", "t1", "max-unacknowledged")) {
            var operation = Management.operation("undefine-attribute", SIP);
            operation.get("name").set(attribute);
            management.result(operation);
        }
    }

    private static void suspend(int seconds) {
        var operation = Management.operation("suspend", "");
        operation.get("suspend-timeout").set(seconds);
        management.result(operation);
    }

    private static Sipp talkingCaller() {
        var caller = Sipp.caller("caller-talks", "now", server.sipPort(), "udp", 1, 1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(read("dialogs-left").asInt()).isEqualTo(1));
        return caller;
    }

    private static ModelNode read(String attribute) {
        return management.read(SIP, attribute);
    }

    private static void awaitState(String state) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(read("drain-state").asString()).isEqualTo(state));
    }

    @Test
    void callInProgressEndsAndNewOnesAreRefusedUntilTheServerResumes() {
        assertThat(read("drain-state").asString()).isEqualTo("running");
        var refusals = read("dialogs-refused").asInt();
        try (var talking = talkingCaller()) {
            suspend(0);
            assertThat(read("drain-state").asString()).isEqualTo("draining");

            try (var refused = Sipp.caller("caller-is-refused", "now", server.sipPort(), "udp", 2, 2)) {
                refused.succeeds();
            }
            assertThat(Datagrams.ask(server.sipPort(), Datagrams.options("probe")))
                    .startsWith("SIP/2.0 503")
                    .contains("Retry-After: 10");
            assertThat(read("dialogs-refused").asInt() - refusals).isEqualTo(3);

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

    @ParameterizedTest
    @ValueSource(strings = {"Replaces", "Join"})
    void callThatGoesOnWithOneInProgressIsTakenWhileDrainingAndNotOneThatOnlySaysSo(String header) {
        var first = Datagrams.call(server.sipPort(), "meant-by-" + header);
        suspend(0);

        assertThat(Datagrams.call(server.sipPort(), "stray-" + header, header + ": " + NOBODYS))
                .startsWith("SIP/2.0 503")
                .contains("Retry-After: 10");
        var dialog = Datagrams.dialog("meant-by-" + header, first);
        var second = Datagrams.call(server.sipPort(), "goes-on-" + header, header + ": " + dialog);
        assertThat(second).startsWith("SIP/2.0 200");

        Datagrams.end(server.sipPort(), "goes-on-" + header, second);
        Datagrams.end(server.sipPort(), "meant-by-" + header, first);
        awaitState("drained");
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
    void retryAfterChangesWithoutAReload() {
        var write = Management.operation("write-attribute", SIP);
        write.get("name").set("retry-after");
        write.get("value").set(77);

        assertThat(management.answer(write).hasDefined("response-headers")).isFalse();
        suspend(0);

        assertThat(Datagrams.ask(server.sipPort(), Datagrams.options("later"))).contains("Retry-After: 77");
    }

    @Test
    void callerThatHasAcknowledgedNothingMayNotCallAgainUntilItDoes() {
        var write = Management.operation("write-attribute", SIP);
        write.get("name").set("max-unacknowledged");
        write.get("value").set(2);
        assertThat(management.answer(write).hasDefined("response-headers")).isFalse();

        var first = Datagrams.call(server.sipPort(), "first");
        assertThat(first).startsWith("SIP/2.0 200");
        assertThat(read("unacknowledged").asInt()).isEqualTo(1);
        assertThat(Datagrams.call(server.sipPort(), "second"))
                .startsWith("SIP/2.0 503")
                .contains("Retry-After: 10");
        assertThat(Datagrams.ask(server.sipPort(), Datagrams.options("no-call")))
                .startsWith("SIP/2.0 200");

        Datagrams.end(server.sipPort(), "first", first);

        assertThat(read("unacknowledged").asInt()).isZero();
        var third = Datagrams.call(server.sipPort(), "third");
        assertThat(third).startsWith("SIP/2.0 200");
        Datagrams.end(server.sipPort(), "third", third);
    }

    @Test
    void callerThatHasAcknowledgedNothingMayReplaceThatCallAndNoneThatIsNotHere() {
        var write = Management.operation("write-attribute", SIP);
        write.get("name").set("max-unacknowledged");
        write.get("value").set(2);
        management.result(write);
        var first = Datagrams.call(server.sipPort(), "replaced");

        assertThat(Datagrams.call(server.sipPort(), "replaces-none", "Replaces: " + NOBODYS))
                .startsWith("SIP/2.0 503");
        var dialog = Datagrams.dialog("replaced", first);
        var second = Datagrams.call(server.sipPort(), "replaces", "Replaces: " + dialog);
        assertThat(second).startsWith("SIP/2.0 200");

        Datagrams.end(server.sipPort(), "replaces", second);
        Datagrams.end(server.sipPort(), "replaced", first);
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
}
