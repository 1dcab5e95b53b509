// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.WithCallees;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.Outgoing;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** JSR 289 chapter 12: back to back user agents. */
class B2buaIT extends WithCallees {
    @Deployment(testable = false)
    static WebArchive application() {
        return war("b2bua", B2buaServlet.class);
    }

    private Call answered() {
        Call call = connected("connects").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        callee.reply(invite, 200, "OK");
        call.expect(200);
        call.ack();
        callee.request("ACK");
        return call;
    }

    @Test
    @Proves("JSR 289 12.2")
    void secondLegIsADialogOfItsOwn() {
        Call call = connected("connects");
        call.send(call.request("INVITE").add("X-Kept", "yes").add("Subject", "lunch"));
        SipMessage invite = callee.request("INVITE");
        assertThat(invite.callId()).isNotEqualTo(call.callId());
        assertThat(invite.tag("From")).isNotEqualTo(call.tag());
        assertThat(invite.headers("Via")).hasSize(1);
        assertThat(invite.address("Contact")).contains(peer.server());
        callee.reply(invite, 486, "Busy Here");
        call.expect(486);
    }

    @Test
    @Proves("JSR 289 12.2")
    void headersOfTheFirstLegAreCopiedAndAdded() {
        Call call = connected("connects");
        call.send(call.request("INVITE").add("X-Kept", "yes").add("Subject", "lunch"));
        SipMessage invite = callee.request("INVITE");
        assertThat(invite.header("X-Kept")).isEqualTo("yes");
        assertThat(invite.header("Subject")).isEqualTo("lunch");
        assertThat(invite.header("X-Added")).isEqualTo("one");
        assertThat(invite.address("From")).isEqualTo(peer.uri("caller"));
        callee.reply(invite, 486, "Busy Here");
        call.expect(486);
    }

    @Test
    @Proves("JSR 289 12.2")
    void givenHeadersReplaceThoseOfTheFirstLeg() {
        Call call = connected("replaces");
        call.send(call.request("INVITE").add("X-Kept", "yes"));
        SipMessage invite = callee.request("INVITE");
        assertThat(invite.address("From")).isEqualTo("sip:else@192.0.2.1");
        assertThat(invite.header("X-Kept")).isEqualTo("changed");
        callee.reply(invite, 486, "Busy Here");
        callee.request("ACK");
    }

    @Test
    @Proves(value = "JSR 289 12.2", negative = true)
    void systemHeaderCannotBeGiven() {
        assertThat(peer.call("linksSystemHeader").send("MESSAGE").expect(200).header("X-Seen"))
                .isEqualTo("IllegalArgumentException");
    }

    @Test
    @Proves("JSR 289 12.1")
    void bodyIsCopied() {
        Call call = connected("copiesBody");
        call.send(call.request("MESSAGE").body("text/plain", "Hello"));
        SipMessage message = callee.request("MESSAGE");
        assertThat(message.body()).isEqualTo("Hello");
        callee.reply(message, 200, "OK");
        call.expect(202);
    }

    @Test
    @Proves("JSR 289 12.5")
    void answerGoesToTheOriginalRequest() {
        Call call = connected("connects").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        Outgoing ringing = callee.answer(invite, 180, "Ringing");
        callee.send(ringing);
        call.expect(180);
        callee.send(callee.answer(invite, 200, "OK").set("To", ringing.message().require("To")));
        call.expect(200);
        call.ack();
        callee.request("ACK");
    }

    @Test
    @Proves("JSR 289 12.4")
    void pendingAnswerIsAcknowledgedWhenTheCallerAcknowledges() {
        Call call = answered();
        call.send("BYE");
        SipMessage bye = callee.request("BYE");
        callee.reply(bye, 200, "OK");
        call.expect(200);
    }

    @Test
    @Proves("JSR 289 12.3")
    void laterRequestGoesToTheLinkedSession() {
        Call call = answered();
        call.send(call.request("INFO").add("X-Note", "tea").body("text/plain", "milk"));
        SipMessage info = callee.request("INFO");
        assertThat(info.callId()).isNotEqualTo(call.callId());
        assertThat(info.header("X-Note")).isEqualTo("tea");
        assertThat(info.body()).isEqualTo("milk");
        callee.reply(info, 200, "OK");
        call.expect(200);
    }

    @Test
    @Proves("JSR 289 12.3")
    void calleeMayHangUp() {
        Call call = connected("connects").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        SipMessage answer = callee.reply(invite, 200, "OK");
        call.expect(200);
        call.ack();
        callee.request("ACK");
        callee.send(new Outgoing("BYE " + invite.address("Contact") + " SIP/2.0")
                .add("Via", "SIP/2.0/UDP 127.0.0.1:" + callee.port() + ";branch=z9hG4bKbye")
                .add("Max-Forwards", "70")
                .add("From", answer.require("To"))
                .add("To", answer.require("From"))
                .add("Call-ID", answer.callId())
                .add("CSeq", "1 BYE"));
        SipMessage bye = call.incoming("BYE");
        peer.reply(bye, 200, "OK");
        callee.take("200 to BYE", message -> message.status() == 200);
    }

    @Test
    @Proves("JSR 289 12.3.1")
    void cancelOfTheCallerCancelsTheOtherLeg() {
        Call call = connected("connects").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        Outgoing ringing = callee.answer(invite, 180, "Ringing");
        callee.send(ringing);
        call.expect(180);
        call.send("CANCEL").expect(200);
        call.expectOfInvite(487);
        SipMessage cancel = callee.request("CANCEL");
        assertThat(cancel.branch()).isEqualTo(invite.branch());
        callee.reply(cancel, 200, "OK");
        callee.send(callee.answer(invite, 487, "Request Terminated")
                .set("To", ringing.message().require("To")));
        callee.request("ACK");
    }

    @Test
    @Proves("JSR 289 12.3.1")
    void linkIsMutualAndCanBeUndone() {
        assertThat(peer.call("unlinks").send("MESSAGE").expect(200).header("X-Seen"))
                .isEqualTo("true null");
    }

    @Test
    @Proves(value = "JSR 289 12.3.1", negative = true)
    void linkedSessionCannotBeLinkedAgain() {
        assertThat(peer.call("linksTwice").send("MESSAGE").expect(200).header("X-Seen"))
                .isEqualTo("IllegalArgumentException");
    }

    @Test
    @Proves(value = "JSR 289 12.1", negative = true)
    void helperIsRefusedToAProxy() {
        assertThat(peer.call("helperAfterProxy").send("MESSAGE").expect(200).header("X-Seen"))
                .isEqualTo("IllegalStateException");
    }

    @Test
    @Proves(value = "JSR 289 12.1", negative = true)
    void proxyIsRefusedToAB2bua() {
        assertThat(peer.call("proxyAfterHelper").send("MESSAGE").expect(200).header("X-Seen"))
                .isEqualTo("IllegalStateException");
    }

    @Test
    @Proves(value = "JSR 289 12.2", negative = true)
    void nothingCannotBeCopied() {
        assertThat(peer.call("linksNothing").send("MESSAGE").expect(200).header("X-Seen"))
                .isEqualTo("NullPointerException");
    }
}
