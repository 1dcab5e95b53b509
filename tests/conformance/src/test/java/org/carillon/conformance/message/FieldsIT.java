// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.WithCallees;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.Outgoing;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** JSR 289 sections 4 to 6: fields that are lists, and what belongs to a message beside its fields. */
class FieldsIT extends WithCallees {
    @Deployment(testable = false)
    static WebArchive application() {
        return war("fields", FieldsServlet.class);
    }

    private SipMessage asked(String script) {
        return peer.call(script).send("MESSAGE").expect(200);
    }

    private SipMessage asked(String script, String field, String value) {
        Call call = peer.call(script);
        return call.send(call.request("MESSAGE").add(field, value)).expect(200);
    }

    @Test
    @Proves("JSR 289 5.4.1")
    void everyAddressOfAFieldIsRead() {
        Call call = peer.call("readsAddresses");
        Outgoing request = call.request("MESSAGE")
                .add("X-Party", "<sip:a@a.example>;p=1, \"Bob, B.\" <sip:b@a.example>")
                .add("X-Party", "<sip:c@a.example>");
        assertThat(call.send(request).expect(200).header("X-Seen"))
                .isEqualTo("[sip:a@a.example null, sip:b@a.example Bob, B., sip:c@a.example null]falsefalse");
    }

    @Test
    @Proves(value = "JSR 289 5.4.1", negative = true)
    void fieldOfOtherThingsHasNoAddresses() {
        assertThat(asked("readsAddresses", "X-Text", "<no> address <").header("X-Seen"))
                .isEqualTo("[]ServletParseExceptionfalse");
    }

    @Test
    @Proves("JSR 289 5.4.1")
    void addressesAreAddedInFrontAndBehind() {
        SipMessage answer = asked("writesAddresses");
        assertThat(String.join(",", answer.headers("X-Party")).replace(" ", ""))
                .isEqualTo("sip:first@a.example,\"Alice\"<sip:second@a.example>,sip:last@a.example");
    }

    @Test
    @Proves(value = "JSR 289 5.4.2", negative = true)
    void addressFieldsOfTheContainerCannotBeSet() {
        assertThat(asked("writesAddresses").header("X-Seen"))
                .isEqualTo("IllegalArgumentException IllegalArgumentException");
    }

    @Test
    @Proves("JSR 289 5.4.1")
    void everyParameterableOfAFieldIsRead() {
        assertThat(asked("readsParameters", "X-Thing", "one;p=1, two;p=2").header("X-Seen"))
                .isEqualTo("[one/1, two/2][p]1");
    }

    @Test
    @Proves("JSR 289 5.4.1")
    void parameterablesAreAddedInFrontAndBehind() {
        SipMessage answer = asked("writesParameters");
        assertThat(String.join(",", answer.headers("X-Thing")).replace(" ", ""))
                .isEqualTo("first;p=1,renamed;p=2,third;p=3");
        assertThat(answer.header("X-Seen")).isEqualTo("IllegalArgumentException IllegalArgumentException");
    }

    @Test
    @Proves("JSR 289 5.7")
    void statusOfAResponseCanBeChangedBeforeItIsSent() {
        Call call = peer.call("changesStatus").send("INVITE");
        SipMessage answer = call.expect(202);
        assertThat(answer.startLine()).isEqualTo("SIP/2.0 202 Taken");
        call.ack();
        call.hangUp();
    }

    @Test
    @Proves(value = "JSR 289 5.7", negative = true)
    void statusOfASentResponseStaysAsItIsAndMustBeOne() {
        Call call = peer.call("changesStatus").send("INVITE");
        assertThat(call.expect(202).header("X-Seen")).isEqualTo("IllegalArgumentException");
        call.ack();
        assertThat(call.send("INFO").expect(200).header("X-Seen")).isEqualTo("IllegalStateException");
        call.hangUp();
    }

    @Test
    @Proves("JSR 289 5.3.1")
    void charsetOfTheContentCanBeSet() {
        Call call = peer.call("encodes");
        SipMessage answer = call.send(call.request("MESSAGE").body("text/plain;charset=UTF-8", "x"))
                .expect(200);
        assertThat(answer.header("Content-Encoding")).isNull();
        assertThat(answer.require("Content-Type")).contains("UTF-8");
        assertThat(answer.header("X-Seen")).isEqualTo("UTF-8 UTF-8 UnsupportedEncodingException");
        assertThat(answer.body().getBytes(StandardCharsets.UTF_8)).hasSize(2);
    }

    @Test
    @Proves("JSR 289 5.6")
    void hopsOfARequestCanBeSet() {
        connected("hops").send("MESSAGE").expect(200);
        SipMessage made = callee.request("MESSAGE");
        assertThat(made.header("Max-Forwards")).isEqualTo("5");
        assertThat(made.header("X-Seen")).isEqualTo("70 5 70 IllegalArgumentException IllegalArgumentException");
        callee.reply(made, 200, "OK");
    }

    @Test
    @Proves("JSR 289 11.1.1")
    void requestIsMadeFromTexts() {
        connected("namesByText").send("MESSAGE").expect(200);
        SipMessage made = callee.request("MESSAGE");
        assertThat(made.require("From")).startsWith("\"Me\" <sip:me@a.example>;tag=");
        assertThat(made.header("X-Seen"))
                .isEqualTo("ServletParseException IllegalArgumentException IllegalArgumentException");
        callee.reply(made, 200, "OK");
    }

    @Test
    @Proves("JSR 289 6.2")
    void sessionsOfARequestKnowTheirAgeAndAttributes() {
        assertThat(asked("sessions").header("X-Seen")).isEqualTo("true true true true truetruetruetrue");
    }

    @Test
    @Proves(value = "JSR 289 6.2.4.2", negative = true)
    void endedSessionsTellNothingMore() {
        assertThat(asked("endedSessions").header("X-Seen"))
                .isEqualTo(String.join(" ", java.util.Collections.nCopies(5, "IllegalStateException")));
    }

    @Test
    @Proves("JSR 289 5.6.3")
    void initialPoppedRouteAndPeerAreKnown() {
        assertThat(asked("arrival", "Route", "<sip:" + peer.server() + ";lr;mark=here>")
                        .header("X-Seen"))
                .isEqualTo("127.0.0.1 " + peer.port() + " UDP here null null");
    }

    @Test
    @Proves("JSR 289 4.2.1")
    void sipUriIsBuiltPartByPart() {
        assertThat(asked("uris").header("X-Seen")).isEqualTo("sips secret phone 192.0.2.1 3 INFO [subject]tea true");
    }
}
