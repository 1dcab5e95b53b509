// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.conformance.location.DnsSetup.NAMES;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.WithCallees;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.SipMessage;
import org.carillon.testing.net.LoopbackPorts;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.as.arquillian.api.ServerSetup;
import org.jboss.as.arquillian.setup.ReloadServerSetupTask;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Type;

/** RFC 3263 sections 4.1 to 4.3, seen by the servers that are found and by a DNS server. */
@ServerSetup({ReloadServerSetupTask.class, DnsSetup.class, ReloadServerSetupTask.class})
class LocationIT extends WithCallees {
    @Deployment(testable = false)
    static WebArchive application() {
        return war("location", LocationServlet.class);
    }

    private static String srv(int priority, int port) {
        return priority + " 1 " + port + " host" + port + ".test.";
    }

    /** Two servers for a name, the first one first. */
    private static void servers(String name, String transport, int first, int second) {
        NAMES.add("_sip._" + transport + "." + name, Type.SRV, srv(20, second))
                .add("_sip._" + transport + "." + name, Type.SRV, srv(10, first))
                .add("host" + first + ".test", Type.A, LoopbackPorts.HOST)
                .add("host" + second + ".test", Type.A, LoopbackPorts.HOST);
    }

    private Call asked(String script, String to) {
        Call call = peer.call(script);
        return call.send(call.request("MESSAGE").add("X-To", to));
    }

    private static String receive(ServerSocket server) throws IOException {
        server.setSoTimeout(8_000);
        try (Socket socket = server.accept()) {
            socket.setSoTimeout(8_000);
            StringBuilder text = new StringBuilder();
            while (text.indexOf("\r\n\r\n") < 0) {
                text.append((char) socket.getInputStream().read());
            }
            SipMessage request = SipMessage.parse(text.toString());
            StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
            for (String name : new String[] {"Via", "From", "To", "Call-ID", "CSeq"}) {
                answer.append(name).append(": ").append(request.require(name)).append("\r\n");
            }
            socket.getOutputStream().write((answer + "Content-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            // The server has read it when it closes, or has answered its own caller.
            return request.require("Via");
        }
    }

    @Test
    @Proves("RFC 3263 4.1")
    void naptrChoosesTheTransport() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, LoopbackPorts.loopback())) {
            NAMES.add("naptr.test", Type.NAPTR, "10 10 \"s\" \"SIP+D2T\" \"\" _sip._tcp.naptr.test.")
                    .add("naptr.test", Type.NAPTR, "20 10 \"s\" \"SIP+D2U\" \"\" _sip._udp.naptr.test.");
            servers("naptr.test", "tcp", server.getLocalPort(), server.getLocalPort());
            Call call = asked("sends", "sip:who@naptr.test");
            assertThat(receive(server)).startsWith("SIP/2.0/TCP");
            assertThat(call.expect(200).header("X-Seen")).isEqualTo("200");
        }
    }

    @Test
    @Proves("RFC 3263 4.2")
    void serverOfTheBestPriorityIsTried() {
        servers("priority.test", "udp", callee.port(), other.port());
        Call call = asked("sends", "sip:who@priority.test");
        SipMessage request = callee.request("MESSAGE");
        assertThat(request.uri()).isEqualTo("sip:who@priority.test");
        assertThat(request.header("Route")).isNull();
        callee.reply(request, 200, "OK");
        assertThat(call.expect(200).header("X-Seen")).isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sip:who@plain.test:%d", "sip:who@plain.test:%d;transport=udp", "sip:who@localhost:%d"})
    @Proves("RFC 3263 4.2")
    void portLeadsToTheAddressAtOnce(String uri) {
        NAMES.add("plain.test", Type.A, LoopbackPorts.HOST);
        Call call = asked("sends", uri.formatted(callee.port()));
        callee.reply(callee.request("MESSAGE"), 200, "OK");
        assertThat(call.expect(200).header("X-Seen")).isEqualTo("200");
        assertThat(NAMES.asked("_sip._udp.plain.test")).isZero();
        assertThat(NAMES.asked("localhost")).isZero();
    }

    @Test
    @Proves("RFC 3263 4.2")
    void whatWasFoundIsKept() {
        servers("kept.test", "udp", callee.port(), other.port());
        for (int i = 0; i < 3; i++) {
            Call call = asked("sends", "sip:who@kept.test");
            callee.reply(callee.request("MESSAGE"), 200, "OK");
            call.expect(200);
        }
        // NAPTR once; SRV, of which UDP is the first kind, once.
        assertThat(NAMES.asked("kept.test")).isEqualTo(1);
        assertThat(NAMES.asked("_sip._udp.kept.test")).isEqualTo(1);
    }

    @Test
    @Proves("RFC 3263 4.3")
    void serverThatIsUnavailableIsFollowedByTheNext() {
        servers("unavailable.test", "udp", callee.port(), other.port());
        Call call = asked("sends", "sip:who@unavailable.test");
        SipMessage first = callee.request("MESSAGE");
        callee.reply(first, 503, "Service Unavailable");
        SipMessage second = other.request("MESSAGE");
        assertThat(second.branch()).isNotEqualTo(first.branch());
        assertThat(second.callId()).isEqualTo(first.callId());
        other.reply(second, 200, "OK");
        assertThat(call.expect(200).header("X-Seen")).isEqualTo("200");
    }

    @Test
    @Proves("RFC 3263 4.3")
    void routeStaysWhenTheNextServerIsTried() {
        servers("routed.test", "udp", callee.port(), other.port());
        Call call = asked("sendsByRoute", "sip:routed.test");
        SipMessage first = callee.request("MESSAGE");
        assertThat(first.address("Route")).startsWith("sip:routed.test");
        callee.reply(first, 503, "Service Unavailable");
        SipMessage second = other.request("MESSAGE");
        assertThat(second.headers("Route")).isEqualTo(first.headers("Route"));
        other.reply(second, 200, "OK");
        call.expect(200);
    }

    @Test
    @Proves("RFC 3263 4.3")
    void serverThatDoesNotAnswerIsFollowedByTheNext() {
        servers("silent.test", "udp", callee.port(), other.port());
        Call call = asked("calls", "sip:who@silent.test");
        SipMessage first = callee.request("INVITE");
        SipMessage second = other.request("INVITE");
        assertThat(second.callId()).isEqualTo(first.callId());
        other.reply(second, 200, "OK");
        other.request("ACK");
        other.reply(other.request("BYE"), 200, "OK");
        assertThat(call.expect(200).header("X-Seen")).isEqualTo("BYE 200");
    }

    @Test
    @Proves("RFC 3263 4.3")
    void connectionThatIsRefusedIsFollowedByTheNext() throws IOException {
        int closed;
        try (ServerSocket gone = new ServerSocket(0, 1, LoopbackPorts.loopback())) {
            closed = gone.getLocalPort();
        }
        try (ServerSocket server = new ServerSocket(0, 5, LoopbackPorts.loopback())) {
            servers("refused.test", "tcp", closed, server.getLocalPort());
            Call call = asked("sends", "sip:who@refused.test;transport=tcp");
            assertThat(receive(server)).startsWith("SIP/2.0/TCP");
            assertThat(call.expect(200).header("X-Seen")).isEqualTo("200");
        }
    }

    @Test
    @Proves("RFC 3263 4.3")
    void proxyTriesTheNextServerToo() {
        servers("proxied.test", "udp", callee.port(), other.port());
        Call call = peer.call("proxies");
        call.send(call.request("INVITE").add("X-To", "sip:who@proxied.test"));
        callee.reply(callee.request("INVITE"), 503, "Service Unavailable");
        callee.request("ACK");
        other.reply(other.request("INVITE"), 486, "Busy Here");
        call.expect(486);
    }

    @Test
    @Proves(value = "RFC 3263 4.3", negative = true)
    void lastFailureIsToldToTheServlet() {
        servers("both.test", "udp", callee.port(), other.port());
        Call call = asked("sends", "sip:who@both.test");
        callee.reply(callee.request("MESSAGE"), 503, "Service Unavailable");
        other.reply(other.request("MESSAGE"), 503, "Service Unavailable");
        assertThat(call.expect(200).header("X-Seen")).isEqualTo("503");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sip:who@unknown.test", "sip:who@unknown.test:5070", "sips:who@unknown.test", "sip:who@0.0.0.0"})
    @Proves(value = "RFC 3263 4.2", negative = true)
    void nameThatIsNotThereIsUnavailable(String uri) {
        assertThat(asked("sends", uri).expect(200).header("X-Seen")).isEqualTo("503");
    }

    @Test
    @Proves(value = "RFC 3263 4.2", negative = true)
    void dnsThatDoesNotAnswerStopsNoOtherCall() {
        NAMES.keepQuietAbout("quiet.test");
        Call waiting = asked("sends", "sip:who@quiet.test");
        // Enough for each lane.
        for (int i = 0; i < 40; i++) {
            asked("sends", "sip:who@quiet.test");
        }
        long begun = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            peer.call("answers").send("MESSAGE").expect(200);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(1_500));
        assertThat(waiting.expect(200).header("X-Seen")).isEqualTo("503");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    @Proves(value = "JSR 289 5.2", negative = true)
    void requestThatWaitsForTheDnsIsCommitted() {
        NAMES.keepQuietAbout("twice.test");
        assertThat(asked("sendsTwice", "sip:who@twice.test").expect(200).header("X-Seen"))
                .isEqualTo("IllegalStateException");
    }

    @Test
    @Proves("RFC 3263 4")
    void callThatWaitsForTheDnsCanBeCancelled() {
        servers("cancelled.test", "udp", callee.port(), other.port());
        Call call = asked("cancels", "sip:who@cancelled.test");
        SipMessage invite = callee.request("INVITE");
        callee.reply(invite, 180, "Ringing");
        callee.reply(callee.request("CANCEL"), 200, "OK");
        callee.reply(invite, 487, "Request Terminated");
        assertThat(call.expect(200).header("X-Seen")).isEqualTo("INVITE 487");
    }
}
