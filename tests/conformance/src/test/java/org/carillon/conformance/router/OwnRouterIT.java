// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.carillon.conformance.composition.FirstServlet;
import org.carillon.conformance.composition.SecondServlet;
import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.Management;
import org.carillon.conformance.server.WithCallees;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.api.ServerSetup;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.as.arquillian.setup.ReloadServerSetupTask;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSR 289 sections 15.1 to 15.4: what an application router says is done. After each test, a call must work. */
@ServerSetup({ReloadServerSetupTask.class, RouterSetup.class, ReloadServerSetupTask.class})
@SuppressWarnings("NullAway.Init")
class OwnRouterIT extends WithCallees {
    private static final String SIP = "/subsystem=sip";

    @ArquillianResource
    private Deployer deployer;

    @ArquillianResource
    @OperateOnDeployment("first")
    private ManagementClient client;

    @Deployment(name = "first", order = 1, testable = false)
    static WebArchive first() {
        return war("first", FirstServlet.class);
    }

    @Deployment(name = "second", order = 2, testable = false)
    static WebArchive second() {
        return war("second", SecondServlet.class);
    }

    @Deployment(name = "third", managed = false, testable = false)
    static WebArchive third() {
        return war("third", ThirdServlet.class);
    }

    @AfterEach
    void callWorksAfterwards() {
        Call call = peer.call("anybody");
        call.establish();
        call.hangUp();
    }

    private String names() {
        return peer.call("deployed").send("MESSAGE").expect(200).require("X-Subscriber");
    }

    @Test
    @Proves("JSR 289 15.4.1")
    void ownRouterLeadsACallThroughItsApplicationsWithItsState() {
        Call call = peer.call("anybody");
        SipMessage answer = call.establish();
        assertThat(answer.require("X-Seen"))
                .startsWith("[first ORIGINATING " + peer.uri("caller"))
                .endsWith("TERMINATING");
        assertThat(answer.require("X-Subscriber")).isEqualTo("sip:begun.CONTINUE@router");
        call.hangUp();
    }

    @Test
    @Proves("JSR 289 15.4.2")
    void ownRouterIsToldWhatIsDeployedAndUndeployed() {
        assertThat(names()).isEqualTo("sip:first.initialized.second@router");
        deployer.deploy("third");
        try {
            assertThat(names()).isEqualTo("sip:first.initialized.second.third@router");
        } finally {
            deployer.undeploy("third");
        }
        assertThat(names()).isEqualTo("sip:first.initialized.second@router");
    }

    @Test
    @Proves("JSR 289 15.3")
    void routeOfTheRouterLeadsOutOfTheServer() {
        Call call = peer.callTo("sip:leaves@" + peer.server() + ";callee=" + callee.port());
        call.send("MESSAGE");
        SipMessage request = callee.request("MESSAGE");
        assertThat(request.address("Route")).isEqualTo("sip:callee@127.0.0.1:" + callee.port() + ";lr");
        assertThat(request.uri()).isEqualTo(call.target());
        callee.reply(request, 202, "Accepted");
        call.expect(202);
    }

    @Test
    @Proves("JSR 289 15.4.1")
    void requestThatTheRouterWantsBackReturnsWithItsState() {
        Call call = connected("returns");
        call.send("INVITE");
        SipMessage request = callee.request("INVITE");
        assertThat(request.uri()).isEqualTo(call.target());
        assertThat(request.headers("Route"))
                .hasSize(3)
                .startsWith(
                        "<sip:callee@127.0.0.1:" + callee.port() + ";lr>",
                        "<sip:next@127.0.0.1:" + other.port() + ";lr>");
        SipMessage sent = callee.passOn(request, 2);
        callee.passBack(sent, 200);
        SipMessage answer = call.expect(200);
        assertThat(answer.require("X-Subscriber")).isEqualTo("sip:returned.NEW@router");
        call.ack();
        call.hangUp();
    }

    @Test
    @Proves("JSR 289 15.4.1")
    void requestOfAnApplicationThatTheRouterWantsBackReturnsToo() {
        Call call = connected("later");
        call.send("INVITE");
        SipMessage request = callee.request("INVITE");
        SipMessage sent = callee.passOn(request, 1);
        callee.passBack(sent, 200);
        SipMessage answer = call.expect(200);
        assertThat(answer.require("X-Seen")).startsWith("[first ORIGINATING").endsWith("TERMINATING");
        assertThat(answer.require("X-Subscriber")).isEqualTo("sip:returned.NEW@router");
        call.ack();
        call.hangUp();
    }

    /** {@return a call to a telephone number, of which the router does what a script says} */
    private Call numbered(String script) {
        return peer.callTo("tel:+15550100;script=" + script + ";callee=" + callee.port() + ";other=" + other.port());
    }

    @Test
    @Proves("JSR 289 15.4.1")
    void numberLeavesByTheRouteOfTheRouter() {
        Call call = numbered("leaves").send("INVITE");
        SipMessage request = callee.request("INVITE");
        assertThat(request.headers("Route")).containsExactly("<sip:callee@127.0.0.1:" + callee.port() + ";lr>");
        assertThat(request.uri()).isEqualTo(call.target());
        callee.reply(request, 180, "Ringing");
        call.expect(180);
        callee.reply(request, 404, "Not Found");
        callee.request("ACK");
        call.expect(404);
    }

    @Test
    @Proves("JSR 289 15.4.1")
    void numberThatTheRouterWantsBackReturnsWithItsState() {
        Call call = numbered("returns").send("INVITE");
        SipMessage request = callee.request("INVITE");
        assertThat(request.uri()).isEqualTo(call.target());
        assertThat(request.headers("Route")).hasSize(3);
        SipMessage sent = callee.passOn(request, 2);
        callee.passBack(sent, 200);
        assertThat(call.expect(200).require("X-Subscriber")).isEqualTo("sip:returned.NEW@router");
        call.ack();
        call.hangUp();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Proves("RFC 3261 16.10")
    void cancelOfACallThatTheRouterSentOnIsSentOn(boolean rings) {
        Call call = peer.callTo("sip:leaves@" + peer.server() + ";callee=" + callee.port());
        call.send("INVITE");
        SipMessage arrived = callee.request("INVITE");
        if (rings) {
            callee.reply(arrived, 180, "Ringing");
            call.expect(180);
        }
        call.send(call.request("CANCEL").add("Reason", "SIP;cause=200").add("Reason", "Q.850;cause=16"))
                .expect(200);
        if (!rings) {
            callee.reply(arrived, 180, "Ringing");
        }
        SipMessage cancel = callee.request("CANCEL");
        assertThat(cancel.branch()).isEqualTo(arrived.branch());
        assertThat(String.join(",", cancel.headers("Reason"))).isEqualTo("SIP;cause=200,Q.850;cause=16");
        callee.reply(cancel, 200, "OK");
        callee.reply(arrived, 487, "Request Terminated");
        callee.request("ACK");
        call.expectOfInvite(487);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Proves("RFC 3261 16.8")
    void callThatTheRouterSentOnAndNobodyAnswersEnds(boolean cancelled) throws IOException {
        // 64 times T1 are 3 s then; of the transactions that begin from now on.
        Management.run(client, Management.write(SIP, "t1", "50"));
        try {
            String target = "sip:leaves@" + peer.server() + ";callee=" + callee.port();
            Call text = peer.callTo(target).send("MESSAGE");
            callee.request("MESSAGE");
            Call call = peer.callTo(target).send("INVITE");
            callee.request("INVITE");
            if (cancelled) {
                call.send("CANCEL").expect(200);
            }
            call.expectOfInvite(cancelled ? 487 : 408);
            // RFC 4320 section 4.2: its time was over first, and nobody wants to hear of that.
            assertThat(peer.has(message -> message.callId().equals(text.callId())))
                    .isFalse();
        } finally {
            Management.run(client, Management.undefine(SIP, "t1"));
        }
    }

    @Test
    @Proves("JSR 289 15.4.1")
    void numberLeavesByTheRouteThatItCameWith() {
        Call call = numbered("outside");
        String route = "<sip:callee@127.0.0.1:" + callee.port() + ";lr>";
        call.send(call.request("MESSAGE")
                .add("Route", "<sip:" + peer.server() + ";lr>")
                .add("Route", route));
        SipMessage request = callee.request("MESSAGE");
        assertThat(request.headers("Route")).containsExactly(route);
        assertThat(request.uri()).isEqualTo(call.target());
        callee.reply(request, 202, "Accepted");
        call.expect(202);
    }

    @Test
    @Proves("JSR 289 15.4.1")
    void numberOfAnApplicationLeavesByTheRouteOfTheRouter() {
        Call call = numbered("later").send("INVITE");
        SipMessage request = callee.request("INVITE");
        assertThat(request.uri()).isEqualTo(call.target());
        SipMessage sent = callee.passOn(request, 1);
        callee.passBack(sent, 200);
        assertThat(call.expect(200).require("X-Seen"))
                .startsWith("[first ORIGINATING")
                .endsWith("TERMINATING");
        call.ack();
        call.hangUp();
    }

    @Test
    @Proves("JSR 289 15.4.1")
    void numberPassesTheApplicationsOfTheRouter() {
        Call call = numbered("anybody");
        assertThat(call.establish().require("X-Subscriber")).isEqualTo("sip:begun.CONTINUE@router");
        call.hangUp();
    }

    @Test
    @Proves("JSR 289 15.4.1")
    void sipUriOfATelephoneLeavesToItsHost() {
        Call call = peer.callTo("sip:+15550100@127.0.0.1:" + callee.port() + ";user=phone;script=outside");
        call.send("MESSAGE");
        SipMessage request = callee.request("MESSAGE");
        assertThat(request.uri()).isEqualTo(call.target());
        callee.reply(request, 202, "Accepted");
        call.expect(202);
    }

    @Test
    @Proves(value = "JSR 289 15.4.1", negative = true)
    void numberWithoutApplicationAndRouteGets416() {
        numbered("outside").send("MESSAGE").expect(416);
    }

    @Test
    @Proves(value = "JSR 289 15.4.1", negative = true)
    void requestThatPretendsToReturnGets500() {
        Call call = connected("returns");
        call.send("MESSAGE");
        SipMessage request = callee.request("MESSAGE");
        String route = request.headers("Route").get(2).replaceAll("carillon-return=[0-9a-f]+", "carillon-return=00");
        assertThat(route).contains("carillon-return=00");
        peer.call("anybody")
                .send(peer.call("anybody").request("MESSAGE").add("Route", route))
                .expect(500);
        callee.reply(request, 202, "Accepted");
        call.expect(202);
    }

    @Test
    @Proves(value = "JSR 289 15.3", negative = true)
    void requestThatTheRouterWantsBackFromNobodyGets500() {
        peer.call("nowhere").send("MESSAGE").expect(500);
    }

    @Test
    @Proves(value = "JSR 289 15.1.3", negative = true)
    void requestThatTheRouterSendsToNobodyGets500() {
        peer.call("nothing").send("MESSAGE").expect(500);
    }

    @Test
    @Proves(value = "JSR 289 15.3", negative = true)
    void requestThatTheRouterSendsToNoUriGets500() {
        peer.call("garbled").send("MESSAGE").expect(500);
    }

    @Test
    @Proves(value = "JSR 289 15.4.2", negative = true)
    void requestThatTheRouterFailsToRouteGets500() {
        peer.call("throws").send("MESSAGE").expect(500);
    }

    @Test
    @Proves(value = "JSR 289 15.4.1", negative = true)
    void requestForAnApplicationThatTheRouterMadeUpIsRefused() {
        peer.call("missing").send("MESSAGE").expect(500);
    }
}
