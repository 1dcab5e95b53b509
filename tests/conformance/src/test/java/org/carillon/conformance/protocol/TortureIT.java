// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.protocol;

import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.Outgoing;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * RFC 4475: messages of the forms of its sections, with loopback for the hosts that it names, and the answers that it
 * wants. After each, a call must work.
 */
class TortureIT extends OnTheServer {
    /** What is done to the text of a usual MESSAGE, by the name that the RFC gives it. */
    private static final Map<String, UnaryOperator<String>> VALID = Map.of(
            "wsinv",
            text -> text.replace("To: ", "TO :\r\n ")
                    .replace("Max-Forwards: 70", "MaX-fOrWaRdS: 0068")
                    .replace("Via: SIP/2.0/UDP ", "Via  : SIP  /   2.0\r\n /UDP\r\n    ")
                    .replace("CSeq: 1 MESSAGE", "cseq: 0009\r\n  MESSAGE")
                    .replace("Content-Length: 0", "UnknownHeaderWithUnusualValue: ;;,,;;,;\r\nContent-Length   : 0"),
            "esc01",
            text -> text.replace("From: <sip:caller@", "From: <sip:I%20have%20spaces@")
                    .replace("Contact: <sip:caller@", "Contact:\r\n  <sip:cal%6Cer@"),
            "escnull",
            text -> text.replace("From: <sip:caller@", "From: <sip:null-%00-null@"),
            "lwsdisp",
            text -> text.replace("From: <", "From: caller<"),
            "longreq",
            text -> text.replace(
                    "Content-Length: 0",
                    "Unknown-" + "Long".repeat(200) + "-Name: unknown-" + "long".repeat(200) + "-value\r\n"
                            + "v :  SIP/2.0/TCP sip22.example.com;branch=z9hG4bK1\r\n".repeat(30)
                            + "Content-Length: 0"),
            "semiuri",
            text -> text.replace("To: <sip:answers@", "To: <sip:user;par=u%40example.net@"),
            "transports",
            text -> text.replace(
                    "Max-Forwards",
                    "Via: SIP/2.0/SCTP t2.example.com;branch=z9hG4bKklasjdhf\r\n"
                            + "Via: SIP/2.0/UNKNOWN t4.example.com;branch=z9hG4bKasd0f3en\r\nMax-Forwards"),
            "zeromf",
            text -> text.replace("Max-Forwards: 70", "Max-Forwards: 0"),
            "badbranch",
            text -> text.replaceFirst("branch=\\w+", "branch=z9hG4bK"),
            "inv2543",
            text -> text.replaceFirst(";branch=\\w+", "").replaceFirst("(From: <[^>]*>);tag=\\w+", "$1"));

    private static final Map<String, UnaryOperator<String>> BROKEN = Map.of(
            "badinv01",
            text -> text.replaceFirst("Contact: (.*)\r\n", "Contact: $1;;,,;;\r\n")
                    .replaceFirst("(Via: .*)\r\n", "$1;;,;,,\r\n"),
            "clerr",
            text -> text.replace("Content-Length: 0", "Content-Length: 9999"),
            "ncl",
            text -> text.replace("Content-Length: 0", "Content-Length: -999"),
            "scalar02",
            text -> text.replace("CSeq: 1", "CSeq: 36893488147419103232"),
            "quotbal",
            text -> text.replace("To: <", "To: \"Mr. J. User <"),
            "ltgtruri",
            text -> text.replaceFirst("MESSAGE (\\S+)", "MESSAGE <$1>"),
            "lwsruri",
            text -> text.replaceFirst("MESSAGE (\\S+)", "MESSAGE $1; lr"),
            "mismatch01",
            text -> text.replace("CSeq: 1 MESSAGE", "CSeq: 1 INVITE"));

    /** Each of a field that a request has once comes a second time. */
    private static final Map<String, String> TWICE = Map.of(
            "From", "From: <sip:other@example.net>;tag=3923942\r\n",
            "f", "f : <sip:other@example.net>;tag=3923942\r\n",
            "To", "To: <sip:other@example.net>\r\n",
            "Call-ID", "Call-ID: multi01.98asdh@192.0.2.2\r\n",
            "i", "i: multi01.98asdh@192.0.2.2\r\n",
            "CSeq", "CSeq: 59 MESSAGE\r\n",
            "Max-Forwards", "Max-Forwards: 5\r\n");

    static Stream<String> valid() {
        return VALID.keySet().stream().sorted();
    }

    static Stream<String> broken() {
        return BROKEN.keySet().stream().sorted();
    }

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

    /** Sends a MESSAGE that was bent, and waits for its answer; of a broken one only the branch, or the Via, is sure to come back. */
    private void expect(int status, Outgoing usual, UnaryOperator<String> bend) {
        String via = usual.message().require("Via");
        peer.sendText(bend.apply(usual.text()));
        String host = via.substring(via.indexOf(' ') + 1).split(";", 2)[0];
        peer.take(
                status + " at " + host,
                message -> message.status() == status && message.require("Via").contains(host));
    }

    @ParameterizedTest
    @MethodSource("valid")
    @Proves("RFC 4475 3.1.1")
    void oddButValidMessageIsUnderstood(String name) {
        expect(200, peer.call("answers").request("MESSAGE"), Objects.requireNonNull(VALID.get(name)));
    }

    @Test
    @Proves("RFC 4475 3.1.1.2")
    void methodOfOddCharactersReachesTheServlet() {
        Call call = peer.call("answers");
        call.send(call.request("!interesting-Method0123456789_*+`.%indeed'~")).expect(200);
    }

    @Test
    @Proves("RFC 4475 3.1.1.8")
    void secondRequestInOneDatagramIsNotRead() {
        Call call = peer.call("answers");
        String second = peer.call("answers").request("MESSAGE").text();
        expect(200, call.request("MESSAGE"), text -> text + second);
    }

    @ParameterizedTest
    @MethodSource("broken")
    @Proves(value = "RFC 4475 3.1.2", negative = true)
    void brokenMessageGets400(String name) {
        expect(400, peer.call("answers").request("MESSAGE"), Objects.requireNonNull(BROKEN.get(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIP/7.0", "SIP/2.1", "sip/3.0"})
    @Proves(value = "RFC 4475 3.1.2.16", negative = true)
    void otherVersionGets505(String version) {
        expect(
                505,
                peer.call("answers").request("MESSAGE"),
                text -> text.replaceFirst(" SIP/2.0\r\n", " " + version + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"From", "To", "Call-ID", "CSeq"})
    @Proves(value = "RFC 4475 3.3.1", negative = true)
    void requestWithoutAFieldThatItNeedsGets400(String name) {
        expect(400, peer.call("answers").request("MESSAGE").without(name), text -> text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"From", "f", "To", "Call-ID", "i", "CSeq", "Max-Forwards"})
    @Proves(value = "RFC 4475 3.3.8", negative = true)
    void fieldThatComesTwiceGets400(String name) {
        expect(
                400,
                peer.call("answers").request("MESSAGE"),
                text -> text.replace("Content-Length", TWICE.get(name) + "Content-Length"));
    }

    @Test
    @Proves(value = "RFC 4475 3.3.9", negative = true)
    void twoLengthsGet400() {
        expect(
                400,
                peer.call("answers").request("MESSAGE").body("text/plain", "There is no way to know."),
                text -> text.replace("Content-Type", "Content-Length: 5\r\nContent-Type"));
    }
}
