// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Messages of one call or of one peer, written for a time, as an operator asks for them by CLI. */
class TraceIT {
    private static final String SIP = "subsystem=sip";

    private static RunningServer server;
    private static Management management;

    @BeforeAll
    static void start() {
        server = new RunningServer("trace");
        management = new Management(server);
        server.deploy("answering.war", Archive.answering());
    }

    @AfterAll
    static void stop() {
        management.close();
        server.close();
    }

    @AfterEach
    void endAll() {
        management.result(Management.operation("stop-trace", SIP));
    }

    private static ModelNode trace(String name, String value) {
        var operation = Management.operation("trace", SIP);
        operation.get(name).set(value);
        return operation;
    }

    private static String written() {
        return server.log("sip-messages.log");
    }

    @Test
    void oneCallIsWrittenInBothDirectionsAndTheOthersAreNot() {
        management.result(trace("call-id", "wanted"));

        Datagrams.ask(server.sipPort(), Datagrams.options("wanted"));
        Datagrams.ask(server.sipPort(), Datagrams.options("unwanted"));

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(written())
                        .contains("OPTIONS sip:now@127.0.0.1")
                        .contains("SIP/2.0 200 OK"));
        assertThat(written()).contains("Call-ID: wanted").doesNotContain("unwanted");
        assertThat(server.log()).doesNotContain("Call-ID: wanted");
    }

    @Test
    void peerIsWrittenUntilTheTraceIsStopped() {
        var id = management.result(trace("peer", "127.0.0.1"));
        assertThat(management.read(SIP, "traces").get(0).get("peer").asString()).isEqualTo("127.0.0.1");

        Datagrams.ask(server.sipPort(), Datagrams.options("before-the-end"));
        var stop = Management.operation("stop-trace", SIP);
        stop.get("id").set(id);
        assertThat(management.result(stop).asInt()).isEqualTo(1);
        Datagrams.ask(server.sipPort(), Datagrams.options("after-the-end"));

        assertThat(written()).contains("Call-ID: before-the-end").doesNotContain("Call-ID: after-the-end");
        assertThat(management.read(SIP, "traces").asList()).isEmpty();
    }

    @Test
    void credentialsAreNotWritten() {
        management.result(trace("call-id", "authorised"));

        Datagrams.ask(
                server.sipPort(),
                Datagrams.options("authorised")
                        .replace(
                                "Max-Forwards",
                                "Authorization: Digest username=\"bob\",realm=\"x\",nonce=\"n1\",uri=\"sip:x\","
                                        + "response=\"0123456789abcdef0123456789abcdef\"\r\nMax-Forwards"));

        assertThat(written())
                .contains("username=\"bob\"", "nonce=\"n1\"")
                .doesNotContain("0123456789abcdef0123456789abcdef");
    }

    @Test
    void traceWithoutEndOrOfEverythingIsRefusedWithAReason() {
        var everything = management.answer(Management.operation("trace", SIP));
        var name = management.answer(trace("peer", "trunk.example"));
        var longer = trace("call-id", "x");
        longer.get("minutes").set(1_441);
        var tooLong = management.answer(longer);

        assertThat(everything.get("failure-description").asString()).contains("call-id or a peer");
        assertThat(name.get("failure-description").asString()).contains("not an IP address");
        assertThat(tooLong.get("failure-description").asString()).contains("1440");
    }

    @Test
    void everyMessageIsWrittenWhileTheCategoryIsAtTrace() {
        var logger = "subsystem=logging/logger=org.carillon.sip.messages";
        var level = Management.operation("write-attribute", logger);
        level.get("name").set("level");
        level.get("value").set("TRACE");
        management.result(level);

        Datagrams.ask(server.sipPort(), Datagrams.options("all-of-them"));

        level.get("value").set("INFO");
        management.result(level);
        assertThat(written()).contains("Call-ID: all-of-them");
    }
}
