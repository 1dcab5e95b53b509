// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.useragent;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.Outgoing;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** JSR 289 section 11.2: server functions of a user agent. */
class UserAgentServerIT extends OnTheServer {
    @Deployment(testable = false)
    static WebArchive application() {
        return war("user-agent", UserAgentServlet.class);
    }

    @Test
    @Proves("JSR 289 11.2.1")
    void callIsAnsweredByTheServlet() {
        Call call = peer.call("answers");
        assertThat(call.establish().header("Contact")).isNotNull();
        call.hangUp();
    }

    @Test
    @Proves("JSR 289 11.2.1")
    void reasonPhraseIsTheServletsOwn() {
        assertThat(peer.call("refuses").send("INVITE").expect(486).startLine()).isEqualTo("SIP/2.0 486 Occupied");
    }

    @Test
    @Proves("RFC 3261 12.1.1")
    void responseThatMakesADialogHasATagAndAContact() {
        SipMessage ringing = peer.call("rings").send("INVITE").expect(180);
        assertThat(ringing.tag("To")).isNotNull();
        assertThat(ringing.header("Contact")).isNotNull();
    }

    @Test
    @Proves("RFC 3261 12.1.1")
    void allResponsesOfACallHaveOneTag() {
        Call call = peer.call("rings").send("INVITE");
        String tag = call.expect(180).tag("To");
        call.send("CANCEL");
        call.expect(200);
        assertThat(call.expectOfInvite(487).tag("To")).isEqualTo(tag);
    }

    @Test
    @Proves(value = "JSR 289 11.2.1", negative = true)
    void secondFinalResponseIsRefused() {
        Call call = peer.call("answersTwice");
        call.establish();
        assertThat(call.send("INFO").expect(200).header("X-Seen")).isEqualTo("IllegalStateException");
        call.hangUp();
    }

    @Test
    @Proves(value = "JSR 289 5.2", negative = true)
    void committedResponseCannotBeSentAgain() {
        Call call = peer.call("sendsOneTwice");
        call.establish();
        assertThat(call.send("INFO").expect(200).header("X-Seen")).isEqualTo("IllegalStateException");
        call.hangUp();
    }

    @Test
    @Proves(value = "JSR 289 11.2.1", negative = true)
    void statusOutsideOf100To699IsRefused() {
        assertThat(peer.call("createsStatus").send("MESSAGE").expect(200).header("X-Seen"))
                .isEqualTo("IllegalArgumentException IllegalArgumentException");
    }

    @Test
    @Proves("JSR 289 11.2.2")
    void ackOfASuccessReachesTheServlet() {
        Call call = peer.call("tellsOfAck");
        call.establish();
        SipMessage info = call.incoming("INFO");
        peer.reply(info, 200, "OK");
        call.hangUp();
    }

    @Test
    @Proves(value = "JSR 289 11.2.2", negative = true)
    void ackCannotBeAnswered() {
        Call call = peer.call("tellsOfAck");
        call.establish();
        SipMessage info = call.incoming("INFO");
        assertThat(info.header("X-Seen")).isEqualTo("IllegalStateException");
        peer.reply(info, 200, "OK");
        call.hangUp();
    }

    @Test
    @Proves(value = "JSR 289 11.2.2", negative = true)
    void ackOfARefusalStaysInTheContainer() {
        peer.call("refusesAndWaitsForAck").send("INVITE").expect(486);
        // A whole call afterwards on the same path: what the ACK would have caused has had its time.
        Call call = peer.call("answers");
        call.establish();
        call.hangUp();
        assertThat(peer.has(message -> message.method().equals("MESSAGE"))).isFalse();
    }

    @Test
    @Proves("JSR 289 11.2.3")
    void cancelledCallEndsWith487AndTheServletIsTold() {
        Call call = peer.call("rings").send("INVITE");
        call.expect(180);
        call.send("CANCEL").expect(200);
        call.expectOfInvite(487);
        SipMessage told = peer.request("MESSAGE");
        assertThat(told.header("X-Seen")).startsWith("CANCEL");
        peer.reply(told, 200, "OK");
    }

    @Test
    @Proves(value = "JSR 289 11.2.3", negative = true)
    void cancelledCallCannotBeAnswered() {
        Call call = peer.call("rings").send("INVITE");
        call.expect(180);
        call.send("CANCEL").expect(200);
        call.expectOfInvite(487);
        SipMessage told = peer.request("MESSAGE");
        assertThat(told.header("X-Seen")).contains("IllegalStateException");
        peer.reply(told, 200, "OK");
    }

    @Test
    @Proves(value = "RFC 3261 9.2", negative = true)
    void cancelOfNothingGets481() {
        Call call = peer.call("rings");
        Outgoing invite = call.request("INVITE");
        Outgoing cancel = new Outgoing(invite.message().startLine().replace("INVITE", "CANCEL"));
        invite.message().fields().forEach(field -> cancel.add(field.name(), field.value()));
        cancel.set("CSeq", "1 CANCEL").without("Contact");
        call.send(cancel).expect(481);
    }

    @Test
    @Proves("RFC 3261 9.2")
    void cancelAfterTheAnswerHasNoEffect() {
        Call call = peer.call("answers").send("INVITE");
        call.expect(200);
        call.send("CANCEL").expect(200);
        call.ack();
        call.hangUp();
    }

    @Test
    @Proves("JSR 289 6.2.1.1")
    void requestWithinADialogIsNotInitial() {
        Call call = peer.call("tellsInitial");
        SipMessage answer = call.send("INVITE").expect(200);
        call.ack();
        assertThat(answer.header("X-Seen")).isEqualTo("true");
        assertThat(call.send("INFO").expect(200).header("X-Seen")).isEqualTo("false");
        call.hangUp();
    }

    @Test
    @Proves(value = "JSR 289 11.3", negative = true)
    void mergedRequestGets482() {
        Call call = peer.call("rings");
        Outgoing invite = call.request("INVITE");
        call.send(invite).expect(180);
        Outgoing other = call.request("INVITE").set("CSeq", invite.message().require("CSeq"));
        other.startLine(invite.message().startLine()).set("To", invite.message().require("To"));
        peer.send(other);
        SipMessage refused = peer.take("482", message -> message.status() == 482);
        assertThat(refused.branch()).isEqualTo(other.message().branch());
    }
}
