// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.WithCallees;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.Outgoing;
import org.carillon.conformance.wire.Peer;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** JSR 289 chapter 10: a proxy with several branches. */
class ForkingIT extends WithCallees {
    @Deployment(testable = false)
    static WebArchive application() {
        return war("proxy", ProxyServlet.class);
    }

    private static void cancelled(Peer who, SipMessage invite) {
        SipMessage cancel = who.request("CANCEL");
        assertThat(cancel.branch()).isEqualTo(invite.branch());
        who.reply(cancel, 200, "OK");
        who.reply(invite, 487, "Request Terminated");
    }

    @Test
    @Proves("JSR 289 10.1")
    void parallelBranchesStartAtOnceAndHaveBranchesOfTheirOwn() {
        Call call = connected("parallel").send("INVITE");
        SipMessage first = callee.request("INVITE");
        SipMessage second = other.request("INVITE");
        assertThat(first.branch()).isNotEqualTo(second.branch());
        callee.reply(first, 486, "Busy Here");
        other.reply(second, 486, "Busy Here");
        call.expect(486);
    }

    @Test
    @Proves("JSR 289 10.2.4.1")
    void successOfOneBranchCancelsTheOthers() {
        Call call = connected("parallel").send("INVITE");
        SipMessage first = callee.request("INVITE");
        SipMessage second = other.request("INVITE");
        other.reply(second, 180, "Ringing");
        call.expect(180);
        callee.reply(first, 200, "OK");
        call.expect(200);
        cancelled(other, second);
    }

    @Test
    @Proves("RFC 3261 16.7")
    void everySuccessIsForwarded() {
        Call call = connected("parallel").send("INVITE");
        SipMessage first = callee.request("INVITE");
        SipMessage second = other.request("INVITE");
        other.reply(second, 180, "Ringing");
        call.expect(180);
        SipMessage one = callee.reply(first, 200, "OK");
        assertThat(call.expect(200).tag("To")).isEqualTo(one.tag("To"));
        // Its CANCEL has crossed the answer.
        SipMessage cancel = other.request("CANCEL");
        other.reply(cancel, 200, "OK");
        SipMessage two = other.reply(second, 200, "OK");
        SipMessage answer = call.expect(200);
        assertThat(answer.tag("To")).isEqualTo(two.tag("To"));
        assertThat(answer.headers("Via")).hasSize(1);
    }

    @Test
    @Proves("RFC 3261 16.7")
    void secondSuccessOfOneBranchIsForwarded() {
        Call call = connected("plain").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        SipMessage one = callee.reply(invite, 200, "OK");
        assertThat(call.expect(200).tag("To")).isEqualTo(one.tag("To"));
        // A proxy behind us has forked, and both have answered.
        SipMessage two = callee.reply(invite, 200, "OK");
        assertThat(call.expect(200).tag("To")).isEqualTo(two.tag("To")).isNotEqualTo(one.tag("To"));
    }

    @Test
    @Proves("RFC 6026 8.9")
    void repeatedSuccessIsForwardedAgain() {
        Call call = connected("plain").send("INVITE");
        Outgoing answer = callee.answer(callee.request("INVITE"), 200, "OK");
        callee.send(answer);
        SipMessage seen = call.expect(200);
        callee.send(answer);
        callee.send(answer);
        peer.awaitCopies(seen, 3);
    }

    @Test
    @Proves(value = "RFC 6026 8.9", negative = true)
    void successOfNoCallIsNotForwarded() {
        Call call = connected("plain").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        // The way to another is written into it, and a branch that never was.
        Outgoing stray = callee.answer(invite, 200, "OK")
                .set("Call-ID", "never-was")
                .set("Via", invite.headers("Via").get(0) + "x")
                .add("Via", invite.headers("Via").get(1));
        callee.send(stray);
        callee.send(stray);
        callee.reply(invite, 486, "Busy Here");
        call.expect(486);
        assertThat(peer.has(message -> message.callId().equals("never-was"))).isFalse();
    }

    @Test
    @Proves("RFC 3261 16.7")
    void bestOfTheRefusalsIsForwarded() {
        Call call = connected("parallel").send("INVITE");
        callee.reply(callee.request("INVITE"), 503, "Service Unavailable");
        other.reply(other.request("INVITE"), 404, "Not Found");
        call.expect(404);
    }

    @Test
    @Proves("RFC 3261 16.7")
    void refusalEverywhereWinsAndCancelsTheOthers() {
        Call call = connected("parallel").send("INVITE");
        SipMessage first = callee.request("INVITE");
        SipMessage second = other.request("INVITE");
        other.reply(second, 180, "Ringing");
        call.expect(180);
        callee.reply(first, 603, "Decline");
        cancelled(other, second);
        call.expect(603);
    }

    @Test
    @Proves("JSR 289 10.1")
    void sequentialBranchesStartOneAfterAnother() {
        Call call = connected("sequential").send("INVITE");
        SipMessage first = callee.request("INVITE");
        assertThat(other.has(message -> true)).isFalse();
        callee.reply(first, 486, "Busy Here");
        SipMessage second = other.request("INVITE");
        other.reply(second, 200, "OK");
        call.expect(200);
    }

    @Test
    @Proves("JSR 289 10.2.4.3")
    void branchThatDoesNotAnswerInTimeIsCancelledAndTheNextStarts() {
        Call call = connected("impatient").send("INVITE");
        SipMessage first = callee.request("INVITE");
        callee.reply(first, 180, "Ringing");
        call.expect(180);
        cancelled(callee, first);
        other.reply(other.request("INVITE"), 200, "OK");
        call.expect(200);
    }

    @Test
    @Proves("JSR 289 10.1")
    void redirectionIsFollowedWhenTheProxyRecurses() {
        Call call = connected("recurses").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        callee.send(callee.answer(invite, 302, "Moved Temporarily").add("Contact", "<" + other.uri("moved") + ">"));
        SipMessage second = other.request("INVITE");
        assertThat(second.uri()).startsWith(other.uri("moved"));
        other.reply(second, 200, "OK");
        call.expect(200);
    }

    @Test
    @Proves("JSR 289 10.1")
    void redirectionIsForwardedWhenTheProxyDoesNotRecurse() {
        Call call = connected("doesNotRecurse").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        callee.send(callee.answer(invite, 302, "Moved Temporarily").add("Contact", "<" + other.uri("moved") + ">"));
        assertThat(call.expect(302).address("Contact")).isEqualTo(other.uri("moved"));
    }

    @Test
    @Proves("JSR 289 10.2.4")
    void servletMayTryAnotherTargetInsteadOfForwardingTheRefusal() {
        Call call = connected("triesAgain").send("INVITE");
        callee.reply(callee.request("INVITE"), 486, "Busy Here");
        other.reply(other.request("INVITE"), 200, "OK");
        call.expect(200);
    }

    @Test
    @Proves("JSR 289 10.2.6")
    void cancelOfTheCallerEndsAllBranches() {
        Call call = connected("parallel").send("INVITE");
        SipMessage first = callee.request("INVITE");
        SipMessage second = other.request("INVITE");
        callee.reply(first, 180, "Ringing");
        call.expect(180);
        other.reply(second, 180, "Ringing");
        call.expect(180);
        call.send("CANCEL").expect(200);
        cancelled(callee, first);
        cancelled(other, second);
        call.expectOfInvite(487);
    }

    @Test
    @Proves("JSR 289 10.2.5")
    void servletMayCancelItsProxy() {
        Call call = connected("cancelsAll").send("INVITE");
        SipMessage first = callee.request("INVITE");
        SipMessage second = other.request("INVITE");
        other.reply(second, 180, "Ringing");
        call.expect(180);
        callee.reply(first, 183, "Session Progress");
        cancelled(callee, first);
        cancelled(other, second);
        call.expect(487);
    }

    @Test
    @Proves("JSR 289 10.1")
    void otherBranchesRingOnWhenTheyMayNotBeCancelled() {
        Call call = connected("addsNoCancel").send("INVITE");
        SipMessage first = callee.request("INVITE");
        SipMessage second = other.request("INVITE");
        other.reply(second, 180, "Ringing");
        call.expect(180);
        callee.reply(first, 200, "OK");
        call.expect(200);
        assertThat(other.has(message -> message.method().equals("CANCEL"))).isFalse();
        other.reply(second, 486, "Busy Here");
    }
}
