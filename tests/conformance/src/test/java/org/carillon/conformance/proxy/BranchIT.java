// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.WithCallees;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.Peer;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** JSR 289 section 10.2: what a servlet sees of its branches, and how it ends them. */
class BranchIT extends WithCallees {
    @Deployment(testable = false)
    static WebArchive application() {
        return war("branches", BranchServlet.class);
    }

    private static SipMessage cancelled(Peer who, SipMessage invite) {
        SipMessage cancel = who.request("CANCEL");
        who.reply(cancel, 200, "OK");
        who.reply(invite, 487, "Request Terminated");
        who.request("ACK");
        return cancel;
    }

    @Test
    @Proves("JSR 289 10.2.2")
    void branchesOfAProxyAreKnownBeforeAndAfterItsStart() {
        Call call = connected("knows").send("INVITE");
        SipMessage first = callee.request("INVITE");
        SipMessage second = other.request("INVITE");
        assertThat(first.header("X-Seen")).isEqualTo("2 true false null true 0 null");
        callee.reply(first, 486, "Busy Here");
        callee.request("ACK");
        other.reply(second, 404, "Not Found");
        other.request("ACK");
        assertThat(call.expect(404).header("X-Seen")).isEqualTo("true 486");
    }

    @Test
    @Proves("JSR 289 10.2.6")
    void oneBranchIsCancelledWithItsReasonAndTheOtherGoesOn() {
        Call call = connected("endsOne").send("INVITE");
        SipMessage first = callee.request("INVITE");
        SipMessage second = other.request("INVITE");
        callee.reply(first, 180, "Ringing");
        call.expect(180);
        other.reply(second, 183, "Session Progress");
        SipMessage cancel = cancelled(callee, first);
        assertThat(cancel.require("Reason")).contains("SIP", "cause=480", "text=\"not here\"");
        other.reply(second, 200, "OK");
        call.expect(200);
    }

    @Test
    @Proves("JSR 289 10.2.6")
    void allBranchesAreCancelledWithAReason() {
        Call call = connected("endsAll").send("INVITE");
        SipMessage first = callee.request("INVITE");
        SipMessage second = other.request("INVITE");
        callee.reply(first, 180, "Ringing");
        call.expect(180);
        other.reply(second, 183, "Session Progress");
        assertThat(cancelled(callee, first).header("Reason")).contains("SIP", "cause=600");
        assertThat(cancelled(other, second).header("Reason")).contains("text=\"busy all over\"");
        call.expect(487);
    }

    /** {@return its reasons as one list, however many fields they stand in} */
    private static String reasons(SipMessage cancel) {
        return String.join(",", cancel.headers("Reason"));
    }

    @Test
    @Proves("JSR 289 10.2.6")
    void oneBranchIsCancelledWithAllItsReasons() {
        Call call = connected("explainsOne").send("INVITE");
        SipMessage first = callee.request("INVITE");
        SipMessage second = other.request("INVITE");
        callee.reply(first, 180, "Ringing");
        call.expect(180);
        other.reply(second, 183, "Session Progress");
        SipMessage cancel = cancelled(callee, first);
        assertThat(reasons(cancel))
                .isEqualTo("SIP;cause=480;text=\"not \\\"here\\\", or a \\\\ b\","
                        + "Q.850;cause=16;text=\"gone X-Other: yes\"");
        assertThat(cancel.header("X-Other")).isNull();
        other.reply(second, 200, "OK");
        call.expect(200);
    }

    @Test
    @Proves("JSR 289 10.2.6")
    void allBranchesAreCancelledWithAllReasons() {
        Call call = connected("explainsAll").send("INVITE");
        SipMessage first = callee.request("INVITE");
        SipMessage second = other.request("INVITE");
        callee.reply(first, 180, "Ringing");
        call.expect(180);
        other.reply(second, 183, "Session Progress");
        String all = "SIP;cause=600;text=\"busy all over\",Q.850;cause=17,X-Own;cause=1;text=\"third\"";
        assertThat(reasons(cancelled(callee, first))).isEqualTo(all);
        assertThat(reasons(cancelled(other, second))).isEqualTo(all);
        call.expect(487);
    }

    @Test
    @Proves("JSR 289 10.2.6")
    void cancelThatHasToWaitForAnAnswerKeepsItsReasons() {
        Call call = connected("explainsAtOnce").send("INVITE");
        SipMessage first = callee.request("INVITE");
        SipMessage second = other.request("INVITE");
        callee.reply(first, 180, "Ringing");
        assertThat(reasons(cancelled(callee, first)))
                .isEqualTo("SIP;cause=408;text=\"late\",Q.850;cause=102;text=\"timer\"");
        other.reply(second, 200, "OK");
        call.expect(200);
    }

    @Test
    @Proves(value = "JSR 289 10.2.6", negative = true)
    void whatIsNoReasonIsRefusedAndNothingIsCancelled() {
        Call call = connected("explainsBadly").send("INVITE");
        SipMessage first = callee.request("INVITE");
        SipMessage second = other.request("INVITE");
        callee.reply(first, 180, "Ringing");
        call.expect(180);
        other.reply(second, 183, "Session Progress");
        String refused = "IllegalArgumentException";
        assertThat(call.expect(183).header("X-Seen")).isEqualTo(String.join(" ", refused, refused, refused, refused));
        callee.reply(first, 486, "Busy Here");
        callee.request("ACK");
        other.reply(second, 404, "Not Found");
        other.request("ACK");
        call.expect(404);
        assertThat(callee.has(message -> message.method().equals("CANCEL"))).isFalse();
        assertThat(other.has(message -> message.method().equals("CANCEL"))).isFalse();
    }

    @Test
    @Proves("JSR 289 10.2.2")
    void branchHasATimeOfItsOwn() {
        Call call = connected("hurries").send("INVITE");
        SipMessage first = callee.request("INVITE");
        callee.reply(first, 180, "Ringing");
        cancelled(callee, first);
        SipMessage second = other.request("INVITE");
        other.reply(second, 486, "Busy Here");
        other.request("ACK");
        call.expect(486);
    }

    @Test
    @Proves("JSR 289 14.2")
    void proxyLeavesFromTheInterfaceThatIsChosenAndFromNoOther() {
        Call call = connected("chooses").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        assertThat(invite.require("Via")).contains(peer.server());
        assertThat(invite.header("X-Seen")).isEqualTo("IllegalArgumentException");
        callee.reply(invite, 486, "Busy Here");
        call.expect(486);
    }

    @Test
    @Proves(value = "JSR 289 10.2.1", negative = true)
    void settingsOfAProxyAreAsTheyWereSetAndATimeOfZeroIsRefused() {
        assertThat(peer.call("settings").send("MESSAGE").expect(200).header("X-Seen"))
                .isEqualTo("yyynnn nnnyyy 77 IllegalArgumentException");
    }
}
