// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.carillon.conformance.server.ServerFolder;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.Outgoing;
import org.carillon.conformance.wire.Peer;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3261 sections 8, 12, 13 and 17: requests, responses, dialogs, transactions. */
class TransactionIT extends OnTheServer {
    @Deployment(testable = false)
    static WebArchive application() {
        return war("protocol", ProtocolServlet.class);
    }

    private String asked(Call about) {
        Call call = peer.call("counted");
        return call.send(call.request("MESSAGE").add("X-About", about.callId()))
                .expect(200)
                .require("X-Seen");
    }

    @Test
    @Proves("RFC 3261 17.2.1")
    void inviteGetsA100AtOnce() {
        Call call = peer.call("silent").send("INVITE");
        call.expect(100);
        call.send("CANCEL").expect(200);
        call.expectOfInvite(487);
    }

    @Test
    @Proves("RFC 3261 17.2.1")
    void inviteWhoseServletTakesItsTimeGetsA100Meanwhile() {
        Call call = peer.call("holds").send("INVITE");
        assertThat(call.answer().status()).isEqualTo(100);
        call.expect(486);
    }

    @Test
    @Proves("RFC 3261 17.2.1")
    void inviteThatIsAnsweredAtOnceNeedsNo100() {
        Call call = peer.call("answers").send("INVITE");
        assertThat(call.answer().status()).isEqualTo(200);
        call.ack();
        call.hangUp();
        assertThat(peer.has(message -> message.status() == 100)).isFalse();
    }

    @Test
    @Proves("RFC 3261 17.2.1")
    void no100FollowsAnAnswerThatAnotherThreadGives() {
        for (int i = 0; i < 50; i++) {
            Call call = peer.call("answersElsewhere").send("INVITE");
            if (call.answer().status() == 100) {
                call.expect(200);
            }
            call.ack();
            call.hangUp();
            assertThat(peer.has(message -> message.status() == 100)).isFalse();
        }
    }

    @Test
    @Proves("RFC 3261 8.2.6.2")
    void responseCopiesTheFieldsOfTheRequest() {
        Call call = peer.call("answers");
        Outgoing request = call.request("MESSAGE");
        SipMessage answer = call.send(request).expect(200);
        SipMessage sent = request.message();
        assertThat(answer.branch()).isEqualTo(sent.branch());
        assertThat(answer.require("From")).isEqualTo(sent.require("From"));
        assertThat(answer.callId()).isEqualTo(sent.callId());
        assertThat(answer.require("CSeq")).isEqualTo(sent.require("CSeq"));
        assertThat(answer.tag("To")).isNotNull();
    }

    @Test
    @Proves("RFC 3261 13.3.1.4")
    void successIsRepeatedUntilTheAckComes() {
        Call call = peer.call("answers").send("INVITE");
        SipMessage answer = call.expect(200);
        peer.awaitCopies(answer, 3);
        call.ack();
        call.hangUp();
    }

    @Test
    @Proves("RFC 3261 17.2.1")
    void refusalIsRepeatedUntilTheAckComes() {
        peer.call("refuses").send("INVITE");
        SipMessage refusal = peer.take("486", message -> message.status() == 486);
        peer.awaitCopies(refusal, 3);
    }

    @Test
    @Proves("RFC 3261 17.2.1")
    void repeatedInviteGetsTheSameAnswerAndNoSecondServletCall() {
        Call call = peer.call("refuses");
        Outgoing invite = call.request("INVITE");
        call.send(invite);
        SipMessage refusal = peer.take("486", message -> message.status() == 486);
        peer.send(invite);
        peer.awaitCopies(refusal, 2);
        assertThat(asked(call)).isEqualTo("1");
    }

    @Test
    @Proves("RFC 3261 17.2.2")
    void repeatedRequestGetsTheSameAnswerAndNoSecondServletCall() {
        Call call = peer.call("answers");
        Outgoing message = call.request("MESSAGE");
        SipMessage answer = call.send(message).expect(200);
        assertThat(answer.header("X-Count")).isEqualTo("1");
        peer.send(message);
        peer.awaitCopies(answer, 2);
        assertThat(asked(call)).isEqualTo("1");
    }

    @Test
    @Proves(value = "RFC 3261 12.2.2", negative = true)
    void requestOfAnUnknownDialogGets481() {
        Call call = peer.call("answers");
        call.send(call.request("BYE").set("To", "<sip:answers@" + peer.server() + ">;tag=unknown"))
                .expect(481);
    }

    @Test
    @Proves(value = "RFC 3261 12.2.2", negative = true)
    void inviteOfAnUnknownDialogGets481() {
        Call call = peer.call("answers");
        call.send(call.request("INVITE").set("To", "<sip:answers@" + peer.server() + ">;tag=unknown"))
                .expect(481);
    }

    @Test
    @Proves(value = "RFC 3261 12.2.2", negative = true)
    void lowerSequenceNumberGets500() {
        Call call = peer.call("answers");
        call.establish();
        call.send(call.request("INFO").set("CSeq", "20 INFO")).expect(200);
        call.send(call.request("INFO").set("CSeq", "10 INFO")).expect(500);
        call.send(call.request("BYE").set("CSeq", "30 BYE")).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "INFO"})
    @Proves(value = "RFC 3261 12.2.2", negative = true)
    void sequenceNumberOfAnotherRequestGets500(String method) {
        Call call = peer.call("answers");
        call.establish();
        call.send(call.request("INFO").set("CSeq", "20 INFO")).expect(200);
        call.send(call.request(method).set("CSeq", "20 " + method)).expect(500);
        call.send(call.request("BYE").set("CSeq", "30 BYE")).expect(200);
    }

    @Test
    @Proves(value = "RFC 3261 17.2.1", negative = true)
    void refusalOfAMalformedInviteOfACallIsRepeatedUntilTheAckComes() {
        Call call = peer.call("answers");
        call.establish();
        peer.send(call.request("INVITE").set("Max-Forwards", "300"));
        SipMessage refusal = peer.take("400", message -> message.status() == 400);
        peer.awaitCopies(refusal, 3);
        call.hangUp();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BYE", "INFO", "UPDATE", "PRACK", "ACK"})
    @Proves(value = "RFC 3261 12.2.2", negative = true)
    void requestOfAnUnknownDialogIsNotSentOnToWhereItPoints(String method) {
        try (Peer victim = Peer.open(ServerFolder.sip())) {
            for (String route :
                    List.of("", "<sip:" + peer.server() + ";lr>", "<sip:" + peer.server() + ";lr;appname=x>")) {
                Outgoing request = peer.callTo(victim.uri("victim")).request("BYE");
                request.startLine(method + " " + victim.uri("victim") + " SIP/2.0")
                        .set("CSeq", "1 " + method)
                        .set("To", "<" + victim.uri("victim") + ">;tag=unknown")
                        .add("RAck", "1 1 INVITE");
                if (!route.isEmpty()) {
                    request.add("Route", route);
                }
                peer.send(request);
                if (!method.equals("ACK")) {
                    String branch = request.message().branch();
                    peer.take(
                            "refusal",
                            message ->
                                    message.status() >= 400 && message.branch().equals(branch));
                }
            }
            Call call = peer.call("answers");
            call.establish();
            call.hangUp();
            assertThat(victim.has(message -> true)).isFalse();
        }
    }

    @Test
    @Proves("RFC 3261 12.2.1.1")
    void callIsChangedByAnInviteWithoutContact() {
        Call call = peer.call("answers");
        call.establish();
        call.send(call.request("INVITE").without("Contact")).expect(200);
        call.ack();
        call.hangUp();
    }

    @Test
    @Proves("RFC 3261 12.2.1.1")
    void dialogEndsWithTheByeAndLaterRequestsGet481() {
        Call call = peer.call("answers");
        call.establish();
        call.hangUp();
        call.send("INFO").expect(481);
    }

    @Test
    @Proves("RFC 3261 14.2")
    void callCanBeChangedByAnotherInvite() {
        Call call = peer.call("answers");
        call.establish();
        SipMessage again = call.send("INVITE").expect(200);
        assertThat(again.tag("To")).isEqualTo(call.remoteTag());
        call.ack();
        call.hangUp();
    }

    @Test
    @Proves(value = "RFC 3262 3", negative = true)
    void prackThatAcknowledgesNothingGets481() {
        Call call = peer.call("reliable");
        call.send(call.request("INVITE").add("Supported", "100rel"));
        long number = Long.parseLong(call.expect(183).require("RSeq"));
        call.send(call.request("PRACK").add("RAck", (number + 1) + " 1 INVITE")).expect(481);
        call.send(call.request("PRACK")).expect(481);
        Outgoing prack = call.request("PRACK").add("RAck", number + " 1 INVITE");
        SipMessage answer = call.send(prack).expect(200);
        peer.send(prack);
        peer.awaitCopies(answer, 2);
        call.send(call.request("PRACK").add("RAck", number + " 1 INVITE")).expect(481);
        call.expectOfInvite(200);
        call.ack();
        call.hangUp();
    }

    @Test
    @Proves(value = "RFC 3262 3", negative = true)
    void prackOutsideOfADialogGets481() {
        Call call = peer.call("answers");
        call.send(call.request("PRACK").add("RAck", "1 1 INVITE")).expect(481);
    }

    @Test
    @Proves("RFC 3311 5.2")
    void updateReachesTheServletBeforeTheAnswer() {
        Call call = peer.call("rings").send("INVITE");
        call.expect(180);
        call.send("UPDATE").expect(200);
        call.expectOfInvite(200);
        call.ack();
        call.hangUp();
    }

    @Test
    @Proves("RFC 3891 3")
    void servletDecidesAboutACallThatReplacesAnUnknownOne() {
        Call call = peer.call("answers");
        call.send(call.request("INVITE").add("Replaces", "nobody@nowhere;to-tag=1;from-tag=2"))
                .expect(200);
        call.ack();
        call.hangUp();
    }

    @Test
    @Proves("RFC 3891 3")
    void callThatReplacesAnotherKnowsItsSession() {
        Call first = peer.call("answers");
        first.establish();
        Call second = peer.call("finds");
        SipMessage answer = second.send(second.request("INVITE")
                        .add("Replaces", first.callId() + ";to-tag=" + first.remoteTag() + ";from-tag=" + first.tag()))
                .expect(200);
        assertThat(answer.header("X-Seen")).isEqualTo(first.callId());
        second.ack();
        second.hangUp();
        first.hangUp();
    }

    @Test
    @Proves(value = "RFC 3261 8.1.1.8", negative = true)
    void inviteWithoutContactGets400() {
        Call call = peer.call("answers");
        call.send(call.request("INVITE").without("Contact")).expect(400);
    }

    @Test
    @Proves(value = "RFC 3903 6", negative = true)
    void publicationWithoutEventGets489() {
        peer.call("answers").send("PUBLISH").expect(489);
    }

    @Test
    @Proves(value = "RFC 6665 8.2.1", negative = true)
    void subscriptionWithoutEventGets489() {
        peer.call("answers").send("SUBSCRIBE").expect(489);
    }

    @Test
    @Proves("RFC 3261 17.2.1")
    void refusalOfTheContainerEndsWithItsAck() {
        Call refused = peer.call("answers");
        SipMessage refusal = refused.send(refused.request("INVITE").add("Replaces", "nobody"))
                .expect(400);
        // Until this one is answered, a refusal without an ACK would have come twice more.
        peer.call("holds").send("INVITE").expect(486);
        assertThat(peer.copies(refusal)).isEqualTo(1);
    }

    @Test
    @Proves("JSR 289 6.1")
    void idOfAnApplicationSessionIsTooLongToBeMetTwice() {
        Call call = peer.call("notesId");
        call.establish();
        String id = call.send("INFO").expect(200).require("X-Seen");
        assertThat(id).matches("[0-9a-f-]{18}.*");
        assertThat(call.remoteTag()).contains(id.substring(0, 18));
        call.hangUp();
    }

    @Test
    @Proves("RFC 3261 7.3.1")
    void caseOfATagMakesNoDifference() {
        Call call = peer.call("answers");
        call.establish();
        Outgoing info = call.request("INFO");
        String to = info.message().require("To");
        String tag = Objects.requireNonNull(call.remoteTag());
        call.send(info.set("To", to.replace("tag=" + tag, "tag=" + tag.toUpperCase(Locale.ROOT))))
                .expect(200);
        call.hangUp();
    }
}
