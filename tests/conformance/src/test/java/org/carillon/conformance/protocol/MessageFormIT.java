// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.Outgoing;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3261 sections 7, 18 and 20: messages on the wire, and what is wrong with some. After each, a call must work. */
class MessageFormIT extends OnTheServer {
    @Deployment(testable = false)
    static WebArchive application() {
        return war("protocol", ProtocolServlet.class);
    }

    @AfterEach
    void callWorksAfterwards() {
        Call call = peer.call("answers");
        call.establish();
        call.hangUp();
    }

    @Test
    @Proves("RFC 3261 7.3.3")
    void compactNamesAreUnderstood() {
        Call call = peer.call("answers");
        Outgoing request = call.request("MESSAGE");
        String text = request.text()
                .replace("Via:", "v:")
                .replace("From:", "f:")
                .replace("To:", "t:")
                .replace("Call-ID:", "i:")
                .replace("Contact:", "m:")
                .replace("Content-Length:", "l:");
        peer.sendText(text);
        peer.take("200", message -> message.status() == 200 && message.callId().equals(call.callId()));
    }

    @Test
    @Proves("RFC 3261 7.3.1")
    void foldedLinesAndOddSpacesAreUnderstood() {
        Call call = peer.call("answers");
        String text = call.request("MESSAGE")
                .add("Subject", "a long\r\n   story")
                .text()
                .replace("Max-Forwards: 70", "MAX-forwards :   70");
        peer.sendText(text);
        peer.take("200", message -> message.status() == 200 && message.callId().equals(call.callId()));
    }

    @Test
    @Proves("RFC 3261 18.2.1")
    void responseSaysWhereTheRequestCameFromWhenViaSaysOtherwise() {
        Call call = peer.call("answers");
        Outgoing request = call.request("MESSAGE");
        request.set("Via", request.message().require("Via").replace("127.0.0.1:", "phone.example.com:"));
        SipMessage answer = call.send(request).expect(200);
        assertThat(answer.require("Via")).contains("received=127.0.0.1");
    }

    @Test
    @Proves("RFC 3581 4")
    void responseGoesToThePortTheRequestCameFromAndSaysSo() {
        Call call = peer.call("answers");
        Outgoing request = call.request("MESSAGE");
        request.set(
                "Via", request.message().require("Via").replace("127.0.0.1:" + peer.port(), "127.0.0.1:9") + ";rport");
        SipMessage answer = call.send(request).expect(200);
        assertThat(answer.require("Via")).contains("rport=" + peer.port()).contains("received=127.0.0.1");
    }

    @Test
    @Proves("RFC 3261 18.3")
    void bytesBehindTheBodyAreNotRead() {
        Call call = peer.call("tellsBody");
        Outgoing request = call.request("MESSAGE").body("text/plain", "abcdef").set("Content-Length", "3");
        assertThat(call.send(request).expect(200).header("X-Seen")).isEqualTo("abc");
    }

    @Test
    @Proves(value = "RFC 3261 18.3", negative = true)
    void bodyThatIsShorterThanItSaysGets400() {
        Call call = peer.call("answers");
        call.send(call.request("MESSAGE").body("text/plain", "abc").set("Content-Length", "99"))
                .expect(400);
    }

    @Test
    @Proves("RFC 3261 18.3")
    void bodyWithoutALengthReachesToTheEndOfItsDatagram() {
        Call call = peer.call("tellsBody");
        String text =
                call.request("MESSAGE").body("text/plain", "abcdef").text().replaceFirst("Content-Length: 6\r\n", "");
        peer.sendText(text);
        SipMessage answer = peer.take(
                "200", message -> message.status() == 200 && message.callId().equals(call.callId()));
        assertThat(answer.header("X-Seen")).isEqualTo("abcdef");
    }

    @Test
    @Proves(value = "RFC 3261 8.1.1", negative = true)
    void requestWithoutViaHarmsNobody() {
        peer.send(peer.call("answers").request("MESSAGE").without("Via"));
    }

    @Test
    @Proves(value = "RFC 3261 8.1.1.5", negative = true)
    void sequenceFieldOfAnotherMethodGets400() {
        Call call = peer.call("answers");
        Outgoing request = call.request("MESSAGE").set("CSeq", "1 OPTIONS");
        String branch = request.message().branch();
        peer.send(request);
        peer.take("400", message -> message.status() == 400 && message.branch().equals(branch));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Max-Forwards: 300", "Max-Forwards: -1", "Max-Forwards: many", "CSeq: 9999999999 MESSAGE"})
    @Proves(value = "RFC 3261 20", negative = true)
    void numberThatIsNoneGets400(String line) {
        Call call = peer.call("answers");
        String name = line.substring(0, line.indexOf(':'));
        Outgoing request = call.request("MESSAGE").set(name, line.substring(line.indexOf(':') + 2));
        String branch = request.message().branch();
        peer.send(request);
        peer.take("400", message -> message.status() == 400 && message.branch().equals(branch));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "hello",
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                "INVITE\r\n\r\n",
                "INVITE sip:a@b SIP/2.0\r\n\r\n",
                "SIP/2.0 200 OK\r\n\r\n",
                "SIP/2.0 999999999999 Much\r\nVia: SIP/2.0/UDP x\r\n\r\n",
                "\u0000\u0001\u0002"
            })
    @Proves(value = "RFC 3261 18.1.2", negative = true)
    void whatIsNoMessageHarmsNobody(String text) {
        peer.sendText(text);
    }

    @Test
    @Proves(value = "RFC 3261 18.1.2", negative = true)
    void strayResponseHarmsNobody() {
        peer.send(new Outgoing("SIP/2.0 200 OK")
                .add("Via", "SIP/2.0/UDP " + peer.server() + ";branch=z9hG4bKstray")
                .add("From", "<sip:a@b>;tag=1")
                .add("To", "<sip:c@d>;tag=2")
                .add("Call-ID", "stray")
                .add("CSeq", "1 INVITE"));
    }

    @Test
    @Proves(value = "RFC 3261 17.2.3", negative = true)
    void strayAckHarmsNobody() {
        Call call = peer.call("answers");
        peer.send(new Outgoing("ACK sip:answers@" + peer.server() + " SIP/2.0")
                .add("Via", "SIP/2.0/UDP 127.0.0.1:" + peer.port() + ";branch=z9hG4bKstrayack")
                .add("From", "<sip:a@b>;tag=1")
                .add("To", "<sip:c@d>;tag=2")
                .add("Call-ID", call.callId())
                .add("CSeq", "1 ACK"));
    }
}
