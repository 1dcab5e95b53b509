// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.useragent;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.WithCallees;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.Outgoing;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Answers to a call whose application session has ended. */
class LateAnswerIT extends WithCallees {
    @Deployment(testable = false)
    static WebArchive application() {
        return war("late-answer", LateAnswerServlet.class);
    }

    /** {@return the INVITE of a call that the application has ended, of whose session nothing is left} */
    private SipMessage ended() {
        String session = connected("hangsUp").send("MESSAGE").expect(200).require("X-Seen");
        SipMessage invite = callee.request("INVITE");
        callee.reply(invite, 200, "OK");
        assertThat(callee.request("ACK").header("X-Seen")).isEqualTo("servlet");
        callee.reply(callee.request("BYE"), 200, "OK");
        Call question = peer.call("ended");
        assertThat(question.send(question.request("MESSAGE").add("X-Session", session))
                        .expect(200)
                        .header("X-Seen"))
                .isEqualTo("true");
        return invite;
    }

    /** {@return a field of an answer whose further requests go to the other callee} */
    private String contact() {
        return "<" + other.uri("callee") + ">";
    }

    @Test
    @Proves("RFC 3261 13.2.2.4")
    void answerAfterTheEndOfTheCallIsAcknowledgedAndEnded() {
        SipMessage invite = ended();
        Outgoing late = callee.answer(invite, 200, "OK").set("Contact", contact());
        callee.send(late);
        SipMessage ack = other.request("ACK");
        assertThat(ack.tag("To")).isEqualTo(late.message().tag("To"));
        assertThat(ack.sequence()).isEqualTo(invite.sequence());
        assertThat(ack.header("X-Seen")).isNull();
        SipMessage bye = other.request("BYE");
        assertThat(bye.tag("To")).isEqualTo(late.message().tag("To"));
        assertThat(bye.tag("From")).isEqualTo(invite.tag("From"));
        assertThat(bye.callId()).isEqualTo(invite.callId());
        assertThat(bye.sequence()).isGreaterThan(invite.sequence());
        assertThat(bye.uri()).isEqualTo(other.uri("callee"));
        other.reply(bye, 200, "OK");
    }

    @Test
    @Proves("RFC 3261 13.2.2.4")
    void lateAnswerThatIsRepeatedIsAcknowledgedAgainAndEndedOnce() {
        SipMessage invite = ended();
        Outgoing late = callee.answer(invite, 200, "OK").set("Contact", contact());
        callee.send(late);
        SipMessage ack = other.request("ACK");
        SipMessage bye = other.request("BYE");
        callee.send(late);
        other.awaitCopies(ack, 2);
        other.reply(bye, 200, "OK");
        callee.send(callee.answer(invite, 200, "OK"));
        SipMessage next = callee.request("BYE");
        callee.reply(next, 200, "OK");
        assertThat(other.has(message ->
                        message.method().equals("BYE") && !message.branch().equals(bye.branch())))
                .isFalse();
    }

    @Test
    @Proves("RFC 3261 13.2.2.4")
    void lateAnswerIsEndedAlongItsRoute() {
        SipMessage invite = ended();
        Outgoing late = callee.answer(invite, 200, "OK")
                .set("Contact", "<sip:callee@192.0.2.1>")
                .add("Record-Route", "<sip:127.0.0.1:" + other.port() + ";lr>");
        callee.send(late);
        SipMessage ack = other.request("ACK");
        assertThat(ack.uri()).isEqualTo("sip:callee@192.0.2.1");
        SipMessage bye = other.request("BYE");
        assertThat(bye.uri()).isEqualTo("sip:callee@192.0.2.1");
        assertThat(bye.address("Route")).isEqualTo("sip:127.0.0.1:" + other.port() + ";lr");
        other.reply(bye, 200, "OK");
    }

    @Test
    @Proves(value = "RFC 3261 13.2.2.4", negative = true)
    void lateAnswerToACallThatNeverWasIsDropped() {
        SipMessage invite = ended();
        callee.send(callee.answer(invite, 200, "OK").set("Contact", contact()).set("Via", invite.require("Via") + "x"));
        callee.send(callee.answer(invite, 200, "OK").set("CSeq", (invite.sequence() + 1) + " INVITE"));
        callee.send(callee.answer(invite, 200, "OK"));
        callee.reply(callee.request("BYE"), 200, "OK");
        assertThat(other.has(message -> message.method().equals("ACK"))).isFalse();
    }
}
