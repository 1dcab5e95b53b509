// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.VirtualMachine;
import java.time.Duration;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The figures of the management model, by CLI, as MBeans and for Prometheus. */
class FiguresIT {
    private static final String WAR = "answering.war";
    private static final String SIP = "subsystem=sip";
    private static final int CALLS = 5;

    private static RunningServer server;
    private static Management management;

    @BeforeAll
    static void start() {
        server = new RunningServer("figures");
        management = new Management(server);
        server.deploy(WAR, Archive.answering());
    }

    @AfterAll
    static void stop() {
        management.close();
        server.close();
    }

    private static void call(String scenario, String user, int calls) {
        try (var caller = Sipp.caller(scenario, user, server.sipPort(), "udp", calls, 5)) {
            caller.succeeds();
        }
    }

    private static long read(String address, String attribute) {
        return management.read(address, attribute).asLong();
    }

    @Test
    void callsShowByMethodClassAndConnector() {
        var invites = read(SIP + "/request=INVITE", "requests-received");
        var ok = read(SIP + "/response=2xx", "responses-sent");
        var ringing = read(SIP + "/response=1xx", "responses-sent");
        var received = read(SIP + "/connector=sip-udp", "messages-received");
        var sent = read(SIP + "/connector=sip-udp", "messages-sent");
        var bytes = read(SIP + "/connector=sip-udp", "bytes-sent");

        call("caller-hangs-up", "now", 10);

        assertThat(read(SIP + "/request=INVITE", "requests-received") - invites).isEqualTo(10);
        assertThat(read(SIP + "/request=BYE", "requests-received")).isGreaterThanOrEqualTo(10);
        // 200 to INVITE and to BYE; 180, and so no 100.
        assertThat(read(SIP + "/response=2xx", "responses-sent") - ok).isEqualTo(20);
        assertThat(read(SIP + "/response=1xx", "responses-sent") - ringing).isEqualTo(10);
        // INVITE, ACK, BYE; 180, 200, 200. More when the machine is so busy that somebody repeats.
        assertThat(read(SIP + "/connector=sip-udp", "messages-received") - received)
                .isGreaterThanOrEqualTo(30);
        assertThat(read(SIP + "/connector=sip-udp", "messages-sent") - sent).isGreaterThanOrEqualTo(30);
        assertThat(read(SIP + "/connector=sip-udp", "bytes-sent") - bytes).isGreaterThan(30 * 200);
        assertThat(read(SIP, "lane-handled")).isGreaterThanOrEqualTo(30);
        assertThat(read(SIP, "lane-highest")).isPositive();
        assertThat(read(SIP, "server-transactions")).isPositive();
    }

    @Test
    void sessionsOfAnsweredRequestsGoLongBeforeTheirAnswers() {
        var requests = 40;
        for (var i = 0; i < requests; i++) {
            assertThat(Datagrams.ask(server.sipPort(), Datagrams.options("answered-" + i)))
                    .startsWith("SIP/2.0 200");
        }

        // Sent again, it is still answered by what is kept.
        assertThat(Datagrams.askAgainAfter(
                        server.sipPort(), Datagrams.options("again"), FiguresIT::awaitTheEndOfSessions))
                .startsWith("SIP/2.0 200");

        assertThat(read(SIP, "sip-sessions")).isLessThan(requests / 2);
        assertThat(read(SIP, "server-transactions")).isGreaterThanOrEqualTo(requests);
        assertThat(read(SIP, "lingering")).isGreaterThanOrEqualTo(requests);
    }

    /** 8 times T1, and not 64 times; calls of other tests have fewer than twenty. */
    private static void awaitTheEndOfSessions() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(read(SIP, "sip-sessions")).isLessThan(20));
    }

    @Test
    void answerThatCannotBeSentWaitsForNoAck() {
        var waiting = read(SIP, "unacknowledged");

        inviteUntil("gone", "notSent");

        assertThat(read(SIP, "unacknowledged")).isLessThanOrEqualTo(waiting);
    }

    @Test
    void answerThatIsSentTwiceWaitsForItsAckAllTheSame() {
        var waiting = read(SIP, "unacknowledged");

        inviteUntil("twice", "answeredTwice");

        // Those of other tests may get their ACK meanwhile.
        assertThat(read(SIP, "unacknowledged")).isBetween(waiting + 1, waiting + CALLS);
    }

    @Test
    void answerAfterARefusalWaitsForNoAck() {
        var waiting = read(SIP, "unacknowledged");

        inviteUntil("crossed", "answeredTwice");

        assertThat(read(SIP, "unacknowledged")).isLessThanOrEqualTo(waiting);
    }

    /** Begins some calls, of which none is acknowledged, and waits until the servlet has counted them. */
    private static void inviteUntil(String user, String counted) {
        var before = count(counted);
        for (var i = 0; i < CALLS; i++) {
            Datagrams.send(
                    server.sipPort(), Datagrams.invite(user + "-" + i).replace("INVITE sip:now", "INVITE sip:" + user));
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(count(counted)).isEqualTo(before + CALLS));
    }

    private static int count(String name) {
        return Integer.parseInt(server.status("/answering/status").getOrDefault(name, "0"));
    }

    @Test
    void messagesOverAStreamAreCountedAndItsConnectionShows() {
        var address = SIP + "/connector=sip-tcp";
        var received = read(address, "messages-received");
        var sent = read(address, "messages-sent");

        try (var caller = Sipp.caller("caller-rings-long", "ring", server.sipPort(), "tcp", 1, 1)) {
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(read(address, "connections")).isEqualTo(1));
            caller.succeeds();
        }

        // INVITE, CANCEL, ACK; 180, 200 to CANCEL, 487, and a 100 where the servlet took more than 200 ms for its 180.
        // Nothing is repeated over TCP.
        assertThat(read(address, "messages-received") - received).isEqualTo(3);
        assertThat(read(address, "messages-sent") - sent).isBetween(3L, 4L);
    }

    @Test
    void ringingCallShowsInDialogsAndSessionsOfItsApplication() {
        try (var caller = Sipp.caller("caller-rings-long", "ring", server.sipPort(), "udp", 3, 3)) {
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(read(SIP + "/application=answering", "dialogs-in-use"))
                            .isEqualTo(3));
            assertThat(read(SIP, "dialogs")).isGreaterThanOrEqualTo(3);
            assertThat(read(SIP, "sip-sessions")).isGreaterThanOrEqualTo(3);
            assertThat(read("deployment=" + WAR + "/subsystem=sip", "dialogs-in-use"))
                    .isEqualTo(3);
            caller.succeeds();
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(read(SIP + "/application=answering", "dialogs-in-use"))
                        .isZero());
    }

    @Test
    void applicationIsDescribedBelowTheSubsystemAndItsDeployment() {
        var below = management.readAll("deployment=" + WAR + "/subsystem=sip");

        assertThat(below.get("application").asString()).isEqualTo("answering");
        assertThat(below.get("state").asString()).isEqualTo("running");
        assertThat(below.get("servlets").asList().get(0).asString()).isEqualTo("answering");
        assertThat(management.readAll(SIP).get("application").keys()).containsExactly("answering");
    }

    @Test
    void whatIsNoMessageIsCounted() {
        var malformed = read(SIP + "/connector=sip-udp", "messages-malformed");

        Datagrams.send(server.sipPort(), "INVITE nonsense\r\nCall-ID: nonsense\r\n\r\n");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(read(SIP + "/connector=sip-udp", "messages-malformed") - malformed)
                        .isEqualTo(1));
    }

    @Test
    void repeatedRequestIsAbsorbedAndItsAnswerSentAgain() {
        var absorbed = read(SIP, "requests-absorbed");
        var again = read(SIP + "/connector=sip-udp", "retransmissions-sent");

        Datagrams.sendTwiceAndAwaitTwoAnswers(server.sipPort(), Datagrams.options("repeated"));

        assertThat(read(SIP, "requests-absorbed") - absorbed).isEqualTo(1);
        assertThat(read(SIP + "/connector=sip-udp", "retransmissions-sent") - again)
                .isEqualTo(1);
    }

    @Test
    void everythingIsDescribed() {
        for (var address : new String[] {SIP, "deployment=" + WAR + "/subsystem=sip"}) {
            var operation = Management.operation("read-resource-description", address);
            operation.get("recursive").set(true);
            operation.get("operations").set(true);
            assertThat(management.result(operation).toString()).doesNotContain("\"description\" => undefined");
        }
    }

    @Test
    void figuresAreDescribedWithTypeAndUnit() {
        var operation = Management.operation("read-resource-description", SIP + "/connector=sip-udp");
        var bytes = management.result(operation).get("attributes", "bytes-sent");

        assertThat(bytes.get("type").asString()).isEqualTo("LONG");
        assertThat(bytes.get("unit").asString()).isEqualTo("BYTES");
        assertThat(bytes.get("access-type").asString()).isEqualTo("metric");
        assertThat(bytes.get("description").asString()).contains("went out");
    }

    /** A meter that is there twice, under WildFly's older names too, would be collected twice. */
    @Test
    void figuresAreMetersOnce() {
        assertThat(management.metrics()).doesNotContain("wildfly_sip_");
    }

    @Test
    void prometheusGetsTheFiguresAsMetersOfMicrometer() {
        call("caller-hangs-up", "now", 2);

        assertThat(management.metrics())
                .containsPattern("sip_requests_received_total\\{[^}]*name=\"INVITE\"[^}]*type=\"request\"} [1-9]")
                .containsPattern("sip_messages_received_total\\{[^}]*name=\"sip-udp\"[^}]*} [1-9]")
                .containsPattern("sip_bytes_sent_bytes_total\\{[^}]*name=\"sip-udp\"[^}]*} [1-9]")
                .containsPattern("sip_server_transactions\\{")
                .containsPattern("sip_sip_sessions\\{[^}]*deployment=\"answering.war\"")
                .contains("# HELP sip_dialogs ")
                .contains("jvm_memory_used_bytes{");
    }

    @Test
    @SuppressWarnings("BanJNDI") // The other end is the server that this test started.
    void figuresAreMBeans() throws Exception {
        call("caller-hangs-up", "now", 2);
        var machine = VirtualMachine.attach(Long.toString(server.pid()));
        var url = new JMXServiceURL(machine.startLocalManagementAgent());
        try (var connector = JMXConnectorFactory.connect(url)) {
            var beans = connector.getMBeanServerConnection();
            assertThat((Long) beans.getAttribute(
                            new ObjectName("jboss.as:subsystem=sip,request=INVITE"), "requestsReceived"))
                    .isGreaterThanOrEqualTo(2);
            assertThat((Long) beans.getAttribute(
                            new ObjectName("jboss.as:subsystem=sip,connector=sip-udp"), "bytesReceived"))
                    .isPositive();
            assertThat((Long) beans.getAttribute(new ObjectName("jboss.as:subsystem=sip"), "laneHandled"))
                    .isPositive();
        } finally {
            machine.detach();
        }
    }
}
