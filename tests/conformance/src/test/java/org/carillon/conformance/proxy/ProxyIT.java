// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.Management;
import org.carillon.conformance.server.WithCallees;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.Outgoing;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** JSR 289 chapter 10: what one branch of a proxy does, and what comes after the answer. */
@SuppressWarnings("NullAway.Init")
class ProxyIT extends WithCallees {
    /** More than calls of other tests are given up meanwhile. */
    private static final int ACCEPTED = 10;

    @ArquillianResource
    private ManagementClient management;

    @Deployment(testable = false)
    static WebArchive application() {
        return war("proxy", ProxyServlet.class);
    }

    @Test
    @Proves("RFC 3261 16.6")
    void forwardedRequestHasAViaMoreAndAHopLess() {
        Call call = connected("plain").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        assertThat(invite.headers("Via")).hasSize(2);
        assertThat(invite.header("Max-Forwards")).isEqualTo("69");
        assertThat(invite.callId()).isEqualTo(call.callId());
        assertThat(invite.tag("From")).isEqualTo(call.tag());
        assertThat(invite.uri()).startsWith("sip:callee@127.0.0.1:" + callee.port());
        callee.reply(invite, 486, "Busy Here");
        assertThat(call.expect(486).headers("Via")).hasSize(1);
    }

    @Test
    @Proves("JSR 289 10.2.4")
    void answerOfTheCalleeReachesTheCallerAsItIs() {
        Call call = connected("plain").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        Outgoing answer = callee.answer(invite, 200, "Fine").add("X-Own", "kept");
        callee.send(answer);
        SipMessage got = call.expect(200);
        assertThat(got.startLine()).isEqualTo("SIP/2.0 200 Fine");
        assertThat(got.header("X-Own")).isEqualTo("kept");
        assertThat(got.tag("To")).isEqualTo(answer.message().tag("To"));
        assertThat(got.address("Contact")).isEqualTo(answer.message().address("Contact"));
    }

    @Test
    @Proves("RFC 3261 13.3.1.4")
    void acceptedCallThatIsProxiedIsNotOursToSeeAcknowledged() throws IOException {
        int before = unacknowledged();
        for (int i = 0; i < ACCEPTED; i++) {
            Call call = connected("plain").send("INVITE");
            callee.reply(callee.request("INVITE"), 200, "OK");
            call.expect(200);
        }
        assertThat(unacknowledged()).isLessThanOrEqualTo(before);
    }

    private int unacknowledged() throws IOException {
        return Management.read(management, "/subsystem=sip", "unacknowledged").asInt();
    }

    @Test
    @Proves("JSR 289 10.2.4")
    void provisionalResponsesAreForwarded() {
        Call call = connected("plain").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        callee.reply(invite, 180, "Ringing");
        call.expect(180);
        callee.reply(invite, 486, "Busy Here");
        call.expect(486);
    }

    @Test
    @Proves("RFC 3261 17.1.1.3")
    void refusalIsAcknowledgedHopByHop() {
        Call call = connected("plain").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        callee.reply(invite, 603, "Decline");
        assertThat(callee.request("ACK").branch()).isEqualTo(invite.branch());
        call.expect(603);
    }

    @Test
    @Proves("JSR 289 10.4")
    void withoutRecordRouteNothingIsRecorded() {
        Call call = connected("plain").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        assertThat(invite.headers("Record-Route")).isEmpty();
        callee.reply(invite, 486, "Busy Here");
        call.expect(486);
    }

    @Test
    @Proves("JSR 289 10.4")
    void recordRouteNamesTheServerAndIsLoose() {
        Call call = connected("stays").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        assertThat(invite.headers("Record-Route")).hasSize(1);
        assertThat(invite.address("Record-Route")).contains(peer.server()).contains(";lr");
        callee.reply(invite, 486, "Busy Here");
        call.expect(486);
    }

    @Test
    @Proves("JSR 289 10.2.9")
    void laterRequestsOfTheCallerPassTheServlet() {
        Call call = connected("stays").send("INVITE");
        callee.reply(callee.request("INVITE"), 200, "OK");
        call.expect(200);
        call.ack();
        callee.request("ACK");
        call.send("INFO");
        SipMessage info = callee.request("INFO");
        assertThat(info.header("X-Seen")).isEqualTo("proxy false");
        callee.reply(info, 200, "OK");
        call.expect(200);
        call.send("BYE");
        SipMessage bye = callee.request("BYE");
        assertThat(bye.header("X-Seen")).isEqualTo("proxy bye");
        callee.reply(bye, 200, "OK");
        call.expect(200);
    }

    @Test
    @Proves("JSR 289 10.2.9")
    void laterRequestsOfTheCalleePassTheServlet() {
        Call call = connected("stays").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        SipMessage answer = callee.reply(invite, 200, "OK");
        call.expect(200);
        call.ack();
        callee.request("ACK");
        Outgoing info = new Outgoing("INFO " + invite.address("Contact") + " SIP/2.0")
                .add("Via", "SIP/2.0/UDP 127.0.0.1:" + callee.port() + ";branch=z9hG4bKback")
                .add("Max-Forwards", "70")
                .add("Route", invite.require("Record-Route"))
                .add("From", answer.require("To"))
                .add("To", answer.require("From"))
                .add("Call-ID", answer.callId())
                .add("CSeq", "1 INFO")
                .add("Contact", "<" + callee.uri("callee") + ">");
        callee.send(info);
        SipMessage got = call.incoming("INFO");
        assertThat(got.header("X-Seen")).isEqualTo("proxy false");
        peer.reply(got, 200, "OK");
        callee.take("200 to INFO", message -> message.status() == 200);
    }

    @Test
    @Proves("JSR 289 10.4")
    void parametersOfTheRecordRouteComeBackWithLaterRequests() {
        Call call = connected("marks").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        assertThat(invite.address("Record-Route")).contains(";mark=here");
        callee.reply(invite, 200, "OK");
        call.expect(200);
        call.ack();
        callee.request("ACK");
        call.send("INFO");
        SipMessage info = callee.request("INFO");
        assertThat(info.header("X-Seen")).isEqualTo("here");
        callee.reply(info, 200, "OK");
        call.expect(200);
    }

    @Test
    @Proves(value = "JSR 289 10.4", negative = true)
    void passingProxyHasNoRecordRouteUri() {
        assertThat(connected("recordRouteOfAPassingProxy")
                        .send("MESSAGE")
                        .expect(200)
                        .header("X-Seen"))
                .isEqualTo("IllegalStateException");
    }

    @Test
    @Proves("JSR 289 10.2.2")
    void pushedRouteIsFollowed() {
        Call call = connected("pushesRoute").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        assertThat(invite.uri()).isEqualTo("sip:far@192.0.2.1");
        assertThat(invite.address("Route")).contains("callee@127.0.0.1:" + callee.port());
        callee.reply(invite, 486, "Busy Here");
        call.expect(486);
    }

    @Test
    @Proves("JSR 289 10.2.3")
    void proxyMaySendAProvisionalResponseOfItsOwn() {
        Call call = connected("ringsFirst").send("INVITE");
        assertThat(call.expect(183).startLine()).isEqualTo("SIP/2.0 183 Asking");
        callee.reply(callee.request("INVITE"), 486, "Busy Here");
        call.expect(486);
    }

    @Test
    @Proves(value = "JSR 289 10.2.3", negative = true)
    void answeredRequestCannotBeProxied() {
        Call call = connected("proxiesAnswered");
        call.establish();
        assertThat(call.send("INFO").expect(200).header("X-Seen")).isEqualTo("IllegalStateException");
        call.hangUp();
    }

    @Test
    @Proves(value = "JSR 289 10.1", negative = true)
    void nothingIsNoTarget() {
        assertThat(connected("proxiesToNothing").send("MESSAGE").expect(200).header("X-Seen"))
                .isEqualTo("NullPointerException");
    }

    @Test
    @Proves(value = "JSR 289 10.2.9", negative = true)
    void laterRequestCannotBeProxied() {
        Call call = connected("proxiesLater");
        call.establish();
        assertThat(call.send("INFO").expect(200).header("X-Seen")).isEqualTo("IllegalStateException");
        call.hangUp();
    }

    @Test
    @Proves("JSR 289 10.2.10")
    void lastHopIsUsed() {
        Call call = connected("plain");
        call.send(call.request("MESSAGE").set("Max-Forwards", "1"));
        SipMessage message = callee.request("MESSAGE");
        assertThat(message.header("Max-Forwards")).isEqualTo("0");
        callee.reply(message, 200, "OK");
        call.expect(200);
    }

    @Test
    @Proves(value = "JSR 289 10.2.10", negative = true)
    void requestWithoutHopsLeftIsNotProxiedAndGets483() {
        Call call = connected("plain");
        call.send(call.request("MESSAGE").set("Max-Forwards", "0"));
        call.expect(483);
    }

    @Test
    @Proves("JSR 289 10.2.10")
    void servletMayAnswerARequestWithoutHopsLeftItself() {
        Call call = connected("answersWithoutHops");
        call.send(call.request("INVITE").set("Max-Forwards", "0")).expect(302);
    }

    @Test
    @Proves(value = "RFC 3261 16.3", negative = true)
    void laterRequestWithoutHopsLeftGets483() {
        Call call = connected("stays").send("INVITE");
        callee.reply(callee.request("INVITE"), 200, "OK");
        call.expect(200);
        call.ack();
        callee.request("ACK");
        call.send(call.request("INFO").set("Max-Forwards", "0")).expect(483);
        assertThat(callee.has(message -> message.method().equals("INFO"))).isFalse();
    }

    @Test
    @Proves("JSR 289 10.5")
    void edgeProxyAddsItselfToThePathOfARegistration() {
        Call call = connected("addsPath").send("REGISTER");
        SipMessage register = callee.request("REGISTER");
        assertThat(register.address("Path")).contains(peer.server()).contains("mark=edge");
        callee.reply(register, 200, "OK");
        call.expect(200);
    }

    @Test
    @Proves("JSR 289 10.2.1")
    void requestOfABranchCanBeChangedBeforeItStarts() {
        Call call = connected("changesBranch").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        assertThat(invite.header("X-Branch")).isEqualTo("own");
        callee.reply(invite, 486, "Busy Here");
        call.expect(486);
    }

    @Test
    @Proves("JSR 289 10.1")
    void supervisingServletSeesResponses() {
        Call call = connected("supervises").send("INVITE");
        callee.reply(callee.request("INVITE"), 486, "Busy Here");
        assertThat(call.expect(486).header("X-Seen")).isEqualTo("supervised false true");
    }

    @Test
    @Proves("JSR 289 10.1")
    void servletThatDoesNotSuperviseSeesNoResponses() {
        Call call = connected("isBlind").send("INVITE");
        callee.reply(callee.request("INVITE"), 486, "Busy Here");
        assertThat(call.expect(486).header("X-Seen")).isNull();
    }

    @Test
    @Proves("JSR 289 10.2.6")
    void cancelOfTheCallerReachesTheCallee() {
        Call call = connected("plain").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        Outgoing ringing = callee.answer(invite, 180, "Ringing");
        callee.send(ringing);
        call.expect(180);
        call.send("CANCEL").expect(200);
        SipMessage cancel = callee.request("CANCEL");
        assertThat(cancel.branch()).isEqualTo(invite.branch());
        callee.reply(cancel, 200, "OK");
        callee.send(callee.answer(invite, 487, "Request Terminated")
                .set("To", ringing.message().require("To")));
        call.expectOfInvite(487);
    }

    @Test
    @Proves("JSR 289 10.2.6")
    void cancelOfTheCallerKeepsAllItsReasons() {
        Call call = connected("plain").send("INVITE");
        SipMessage invite = callee.request("INVITE");
        callee.reply(invite, 180, "Ringing");
        call.expect(180);
        String first = "SIP;cause=200;text=\"taken \\\"elsewhere\\\"\"";
        call.send(call.request("CANCEL").add("Reason", first).add("Reason", "Q.850;cause=26"))
                .expect(200);
        SipMessage cancel = callee.request("CANCEL");
        assertThat(String.join(",", cancel.headers("Reason"))).isEqualTo(first + ",Q.850;cause=26");
        callee.reply(cancel, 200, "OK");
        callee.reply(invite, 487, "Request Terminated");
        call.expectOfInvite(487);
    }
}
