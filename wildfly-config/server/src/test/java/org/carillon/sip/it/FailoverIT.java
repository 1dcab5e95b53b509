// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.carillon.sip.it.lasting.LastingServlet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of a node that dies go on at another one. */
class FailoverIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String JOINED = "[Context=sip] ISPN100010: Finished rebalance with members [survivor, node]";
    private static final String SIP_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <sip-app xmlns="http://www.jcp.org/xml/ns/sipservlet">
              <app-name>lasting</app-name>
              <distributable/>
              <servlet>
                <servlet-name>lasting</servlet-name>
                <servlet-class>org.carillon.sip.it.lasting.LastingServlet</servlet-class>
              </servlet>
              <session-config><session-timeout>30</session-timeout></session-config>
            </sip-app>
            """;

    private static RunningServer survivor;

    private RunningServer node;

    @BeforeAll
    static void startSurvivor() {
        survivor = RunningServer.node("survivor", null);
        deploy(survivor);
    }

    private static void deploy(RunningServer server) {
        server.deploy(
                "lasting.war",
                new Archive()
                        .classes("WEB-INF/classes/", LastingServlet.class)
                        .file("WEB-INF/sip.xml", SIP_XML)
                        .bytes());
    }

    @BeforeEach
    void start() {
        node = RunningServer.node("node", survivor);
        await().atMost(SOON).until(() -> survivor.log().contains(JOINED));
        deploy(node);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @AfterAll
    static void stopSurvivor() {
        survivor.close();
    }

    @Test
    void callsOfANodeThatDiesGoOnAtTheOther() {
        try (var callee = Sipp.callee("callee-answers", 1);
                var connected = new Caller("linked", Integer.toString(callee.port()));
                var timed = new Caller("timed", "timed");
                var stream = new Caller("stream", "x", "TCP");
                var caller = new Caller("lasts", "x")) {
            stream.call(node.sipPort());
            assertThat(stream.ask(node.sipPort(), "INFO")).startsWith("SIP/2.0 200");
            connected.call(node.sipPort());
            caller.call(node.sipPort());
            timed.call(node.sipPort());
            assertThat(timed.ask(node.sipPort(), "INFO")).startsWith("SIP/2.0 200");
            assertThat(connected.ask(node.sipPort(), "INFO")).startsWith("SIP/2.0 200");
            assertThat(caller.ask(node.sipPort(), "INFO")).startsWith("SIP/2.0 200");

            node.kill();

            // Over a stream nobody repeats it.
            assertThat(stream.ask(survivor.sipPort(), "INFO")).startsWith("SIP/2.0 200");
            assertThat(stream.ask(survivor.sipPort(), "BYE")).startsWith("SIP/2.0 200");
            // Nobody asks for this call: its timer does.
            assertThat(timed.awaitRequest(survivor.sipPort(), "INFO")).contains("X-Timer: tick", "CSeq: ");
            assertThat(timed.ask(survivor.sipPort(), "BYE")).startsWith("SIP/2.0 200");
            goesOn(caller);
            assertThat(connected.ask(survivor.sipPort(), "BYE")).startsWith("SIP/2.0 200");
            callee.succeeds();
            assertThat(survivor.log()).contains("CARSIP0057").doesNotContain(" ERROR ");
        }
    }

    private static void goesOn(Caller caller) {
        var answer = caller.ask(survivor.sipPort(), "INFO");
        assertThat(answer).startsWith("SIP/2.0 200");
        assertThat(Caller.field(answer, "X-Caller")).isEqualTo("sip:lasts@127.0.0.1");
        assertThat(Caller.field(answer, "X-Asked")).isEqualTo("[lasts, 1]");
        assertThat(Caller.field(answer, "X-Came")).isEqualTo("true");
        assertThat(Caller.field(answer, "X-State")).isEqualTo("CONFIRMED");
        assertThat(caller.ask(survivor.sipPort(), "INVITE")).startsWith("SIP/2.0 200");
        assertThat(caller.ask(survivor.sipPort(), "BYE")).startsWith("SIP/2.0 200");
        assertThat(caller.ask(survivor.sipPort(), "INFO")).startsWith("SIP/2.0 481");
    }

    @Test
    void requestThatReachesTheWrongNodeIsLeftToTheRightOne() {
        try (var caller = new Caller("wrong", "x")) {
            caller.call(node.sipPort());
            assertThat(caller.ask(node.sipPort(), "INFO")).startsWith("SIP/2.0 200");

            // A copy is written without waiting: until it is there, the wrong node knows nothing of the call.
            await().atMost(SOON)
                    .until(() -> caller.answerToOne(survivor.sipPort(), "INFO").isEmpty());

            caller.lose(survivor.sipPort(), "BYE");

            assertThat(caller.ask(node.sipPort(), "BYE")).startsWith("SIP/2.0 200");
        }
    }
}
