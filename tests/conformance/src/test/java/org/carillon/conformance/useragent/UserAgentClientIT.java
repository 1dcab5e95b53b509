// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.useragent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.carillon.conformance.server.ServerFolder;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.Outgoing;
import org.carillon.conformance.wire.Peer;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** JSR 289 section 11.1: client functions of a user agent. */
@SuppressWarnings("NullAway.Init")
class UserAgentClientIT extends OnTheServer {
    private Peer callee;

    @Deployment(testable = false)
    static WebArchive application() {
        return war("user-agent", UserAgentServlet.class);
    }

    @BeforeEach
    void openCallee() {
        callee = Peer.open(ServerFolder.sip());
    }

    @AfterEach
    void closeCallee() {
        callee.close();
    }

    /** Makes the application call and {@return what the callee gets} */
    private SipMessage called(String script) {
        peer.callTo("sip:" + script + "@" + peer.server() + ";callee=" + callee.port())
                .send("MESSAGE")
                .expect(200);
        return callee.request("INVITE");
    }

    @Test
    @Proves("JSR 289 11.1.1")
    void newRequestHasAFromTagNoToTagAndTheUsualFields() {
        SipMessage invite = called("calls");
        assertThat(invite.tag("From")).isNotNull();
        assertThat(invite.tag("To")).isNull();
        assertThat(invite.header("Max-Forwards")).isEqualTo("70");
        assertThat(invite.header("Contact")).isNotNull();
        assertThat(invite.branch()).startsWith("z9hG4bK");
        callee.reply(invite, 486, "Busy Here");
    }

    @Test
    @Proves("JSR 289 11.1.1")
    void newRequestsHaveCallIdsOfTheirOwn() {
        SipMessage first = called("calls");
        callee.reply(first, 486, "Busy Here");
        SipMessage second = called("calls");
        callee.reply(second, 486, "Busy Here");
        assertThat(first.callId()).isNotEqualTo(second.callId());
        assertThat(first.tag("From")).isNotEqualTo(second.tag("From"));
    }

    @Test
    @Proves("JSR 289 11.1.1.1")
    void tagsOfCopiedAddressesAreLeftOut() {
        Call call = peer.callTo("sip:copiesAddresses@" + peer.server() + ";callee=" + callee.port());
        call.send("MESSAGE").expect(200);
        SipMessage invite = callee.request("INVITE");
        assertThat(invite.tag("To")).isNull();
        assertThat(invite.tag("From")).isNotNull().isNotEqualTo(call.tag());
        callee.reply(invite, 486, "Busy Here");
    }

    @Test
    @Proves(value = "JSR 289 11.1.1", negative = true)
    void ackAndCancelCannotBeMadeAsNewRequests() {
        assertThat(peer.callTo("sip:refusesMethods@" + peer.server() + ";callee=" + callee.port())
                        .send("MESSAGE")
                        .expect(200)
                        .header("X-Seen"))
                .isEqualTo("IllegalArgumentException IllegalArgumentException");
    }

    @Test
    @Proves("JSR 289 11.1.2")
    void laterRequestIsWithinTheDialogAndHasAHigherSequenceNumber() {
        SipMessage invite = called("calls");
        SipMessage answer = callee.reply(invite, 200, "OK");
        callee.request("ACK");
        SipMessage info = callee.request("INFO");
        assertThat(info.callId()).isEqualTo(invite.callId());
        assertThat(info.tag("From")).isEqualTo(invite.tag("From"));
        assertThat(info.tag("To")).isEqualTo(answer.tag("To"));
        assertThat(info.sequence()).isGreaterThan(invite.sequence());
        assertThat(info.uri()).isEqualTo(answer.address("Contact"));
        callee.reply(info, 200, "OK");
    }

    @Test
    @Proves(value = "JSR 289 11.1.2", negative = true)
    void ackAndCancelCannotBeMadeBySessions() {
        Call call = peer.call("refusesMethodsWithin");
        call.establish();
        assertThat(call.send("INFO").expect(200).header("X-Seen"))
                .isEqualTo("IllegalArgumentException IllegalArgumentException");
        call.hangUp();
    }

    @Test
    @Proves("JSR 289 11.1.3")
    void pushedRoutesAreFollowedAndTheRequestUriStays() {
        SipMessage invite = called("pushesRoutes");
        assertThat(invite.uri()).startsWith("sip:far@192.0.2.1");
        assertThat(invite.headers("Route")).hasSize(2);
        assertThat(invite.headers("Route").get(0)).contains("callee@127.0.0.1:" + callee.port());
        assertThat(invite.headers("Route").get(1)).contains("last@192.0.2.2").contains(";lr");
        callee.reply(invite, 486, "Busy Here");
    }

    @Test
    @Proves(value = "JSR 289 11.1.3", negative = true)
    void routeCannotBePushedOntoALaterRequest() {
        Call call = peer.call("pushesRouteLate");
        call.establish();
        assertThat(call.send("INFO").expect(200).header("X-Seen")).isEqualTo("IllegalStateException");
        call.hangUp();
    }

    @Test
    @Proves("JSR 289 11.1.5")
    void responsesComeInOrderAndWithoutThe100() {
        SipMessage invite = called("counts");
        callee.reply(invite, 100, "Trying");
        Outgoing ringing = callee.answer(invite, 180, "Ringing");
        callee.send(ringing);
        callee.send(callee.answer(invite, 183, "Session Progress")
                .set("To", ringing.message().require("To")));
        callee.send(callee.answer(invite, 200, "OK").set("To", ringing.message().require("To")));
        assertThat(callee.request("ACK").header("X-Seen")).isEqualTo("180,183,200,");
    }

    @Test
    @Proves("JSR 289 11.1.5.1")
    void secondDialogOfOneRequestGetsADerivedSession() {
        SipMessage invite = called("forks");
        callee.reply(invite, 180, "Ringing");
        SipMessage answer = callee.reply(invite, 200, "OK");
        SipMessage ack = callee.request("ACK");
        assertThat(ack.tag("To")).isEqualTo(answer.tag("To"));
        assertThat(ack.header("X-Seen")).isEqualTo("derived");
    }

    private SipMessage ackOf(SipMessage invite, Outgoing answer) {
        String tag = answer.message().tag("To");
        return callee.repeatUntil(
                answer,
                "ACK of " + tag,
                message -> message.method().equals("ACK")
                        && message.callId().equals(invite.callId())
                        && message.require("To").endsWith("tag=" + tag));
    }

    @Test
    @Proves("RFC 3261 13.2.2.4")
    void everySuccessOfOneRequestIsTold() {
        SipMessage invite = called("forks");
        assertThat(ackOf(invite, callee.answer(invite, 200, "OK")).header("X-Seen"))
                .isEqualTo("first");
        Outgoing other = callee.answer(invite, 200, "OK");
        SipMessage ack = ackOf(invite, other);
        assertThat(ack.header("X-Seen")).isEqualTo("derived");
        assertThat(ack.sequence()).isEqualTo(invite.sequence());
        // One that was acknowledged is acknowledged again, and not told again.
        callee.send(other);
        callee.awaitCopies(ack, 2);
    }

    @Test
    @Proves("JSR 289 11.1.5.1")
    void dialogOfASecondSuccessCanBeEndedAndTheFirstGoesOn() {
        SipMessage invite = called("keepsFirst");
        Outgoing first = callee.answer(invite, 200, "OK");
        ackOf(invite, first);
        Outgoing second = callee.answer(invite, 200, "OK");
        ackOf(invite, second);
        SipMessage bye = callee.request("BYE");
        assertThat(bye.tag("To")).isEqualTo(second.message().tag("To"));
        callee.reply(bye, 200, "OK");
        SipMessage info = callee.request("INFO");
        assertThat(info.tag("To")).isEqualTo(first.message().tag("To"));
        callee.reply(info, 200, "OK");
    }

    @Test
    @Proves(value = "RFC 3261 13.2.2.4", negative = true)
    void successOfAnotherRequestIsNotTold() {
        SipMessage invite = called("forks");
        ackOf(invite, callee.answer(invite, 200, "OK"));
        for (Outgoing stray : List.of(
                callee.answer(invite, 200, "OK").set("Via", invite.require("Via") + "x"),
                callee.answer(invite, 200, "OK").set("CSeq", (invite.sequence() + 1) + " INVITE"),
                callee.answer(invite, 200, "OK").set("Call-ID", "another"))) {
            callee.send(stray);
            callee.send(stray);
        }
        ackOf(invite, callee.answer(invite, 200, "OK"));
        assertThat(callee.has(message -> message.method().equals("ACK"))).isFalse();
    }

    @Test
    @Proves("JSR 289 11.1.7")
    void ackOfASuccessIsMadeByTheServlet() {
        SipMessage invite = called("calls");
        SipMessage answer = callee.reply(invite, 200, "OK");
        SipMessage ack = callee.request("ACK");
        assertThat(ack.sequence()).isEqualTo(invite.sequence());
        assertThat(ack.tag("To")).isEqualTo(answer.tag("To"));
        assertThat(ack.branch()).isNotEqualTo(invite.branch());
    }

    @Test
    @Proves("RFC 3261 13.2.2.4")
    void repeatedSuccessIsAcknowledgedAgain() {
        SipMessage invite = called("calls");
        Outgoing answer = callee.answer(invite, 200, "OK");
        callee.send(answer);
        SipMessage ack = callee.request("ACK");
        callee.send(answer);
        callee.awaitCopies(ack, 2);
    }

    @Test
    @Proves("RFC 3261 17.1.1.2")
    void requestWithoutAnAnswerIsRepeated() {
        SipMessage invite = called("calls");
        callee.awaitCopies(invite, 3);
        callee.reply(invite, 486, "Busy Here");
    }

    @Test
    @Proves("RFC 3261 17.1.1.3")
    void refusalIsAcknowledgedByTheContainerOnTheSameBranch() {
        SipMessage invite = called("calls");
        callee.reply(invite, 486, "Busy Here");
        assertThat(callee.request("ACK").branch()).isEqualTo(invite.branch());
    }

    @Test
    @Proves(value = "JSR 289 11.1.7", negative = true)
    void refusalCannotBeAcknowledgedByTheServlet() {
        callee.reply(called("acksRefusal"), 486, "Busy Here");
        SipMessage told = callee.request("MESSAGE");
        assertThat(told.header("X-Seen")).isEqualTo("IllegalStateException");
        callee.reply(told, 200, "OK");
    }

    @Test
    @Proves("JSR 289 11.1.8")
    void reliableResponseIsAcknowledgedByPrack() {
        SipMessage invite = called("pracks");
        Outgoing progress = callee.answer(invite, 183, "Session Progress")
                .add("Require", "100rel")
                .add("RSeq", "77");
        callee.send(progress);
        SipMessage prack = callee.request("PRACK");
        assertThat(prack.header("RAck")).isEqualTo("77 " + invite.require("CSeq"));
        callee.reply(prack, 200, "OK");
        callee.send(
                callee.answer(invite, 200, "OK").set("To", progress.message().require("To")));
        callee.request("ACK");
    }

    @Test
    @Proves(value = "JSR 289 11.1.8", negative = true)
    void unreliableResponseHasNoPrack() {
        SipMessage invite = called("pracks");
        Outgoing ringing = callee.answer(invite, 180, "Ringing");
        callee.send(ringing);
        callee.send(callee.answer(invite, 200, "OK").set("To", ringing.message().require("To")));
        assertThat(callee.request("ACK").header("X-Seen")).isEqualTo("Rel100Exception");
    }

    @Test
    @Proves("JSR 289 11.1.9")
    void cancelHasTheBranchOfItsInvite() {
        SipMessage invite = called("cancels");
        Outgoing ringing = callee.answer(invite, 180, "Ringing");
        callee.send(ringing);
        SipMessage cancel = callee.request("CANCEL");
        assertThat(cancel.branch()).isEqualTo(invite.branch());
        assertThat(cancel.sequence()).isEqualTo(invite.sequence());
        assertThat(cancel.uri()).isEqualTo(invite.uri());
        callee.reply(cancel, 200, "OK");
        callee.send(callee.answer(invite, 487, "Request Terminated")
                .set("To", ringing.message().require("To")));
        SipMessage told = callee.request("MESSAGE");
        assertThat(told.header("X-Seen")).isEqualTo("487");
        callee.reply(told, 200, "OK");
    }

    @Test
    @Proves(value = "JSR 289 11.1.9", negative = true)
    void answeredRequestCannotBeCancelled() {
        callee.reply(called("cancelsLate"), 200, "OK");
        assertThat(callee.request("ACK").header("X-Seen")).isEqualTo("IllegalStateException");
    }
}
