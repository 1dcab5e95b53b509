// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.SipMessage;
import org.carillon.testing.Waiting;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** JSR 289 chapters 6, 8 and 9. */
class SessionIT extends OnTheServer {
    /** A session outlives its dialog by the stack's eight seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Deployment(testable = false)
    static WebArchive application() {
        return war("session", SessionServlet.class, OtherServlet.class).addPackage("org.carillon.conformance.session");
    }

    private String seen(String script) {
        return peer.call(script).send("MESSAGE").expect(200).require("X-Seen");
    }

    /** {@return what listeners were told about a call or session, asked until the last of it is there} */
    private String told(String about, String last) {
        return Waiting.until(
                PATIENCE,
                () -> Optional.of(toldNow(about)).filter(told -> told.contains(last)),
                () -> last + "; told: " + toldNow(about));
    }

    private String toldNow(String about) {
        Call call = peer.call("told");
        return call.send(call.request("MESSAGE").add("X-About", about))
                .expect(200)
                .require("X-Seen");
    }

    @Test
    @Proves("JSR 289 6.4.1")
    void attributesLastAsLongAsTheSession() {
        Call call = peer.call("keepsAttributes");
        call.establish();
        assertThat(call.send("INFO").expect(200).header("X-Seen")).isEqualTo("kept kept too null");
        call.hangUp();
    }

    @Test
    @Proves("JSR 289 8.1")
    void listenersAreToldOfAttributesOfTheSession() {
        Call call = peer.call("attributes");
        call.send("MESSAGE").expect(200);
        assertThat(told(call.callId(), "removed a"))
                .startsWith("[created, added script, added a, replaced a, removed a");
    }

    @Test
    @Proves("JSR 289 8.1")
    void listenersAreToldOfAttributesOfTheApplicationSession() {
        SipMessage answer = peer.call("attributes").send("MESSAGE").expect(200);
        assertThat(told(answer.require("X-Application"), "removed b")).startsWith("[created, added b, removed b");
    }

    @Test
    @Proves("JSR 289 8.1")
    void valueIsToldThatItIsBoundAndUnbound() {
        Call call = peer.call("binds");
        call.send("MESSAGE").expect(200);
        assertThat(told(call.callId(), "removed bound")).contains("bound bound").contains("unbound bound");
    }

    @Test
    @Proves("JSR 289 6.2.1")
    void stateFollowsTheDialog() {
        Call call = peer.call("states").send("INVITE");
        call.expect(180);
        call.expect(200);
        call.ack();
        assertThat(call.send("INFO").expect(200).header("X-Seen")).isEqualTo("INITIAL EARLY CONFIRMED");
        call.hangUp();
        assertThat(told(call.callId(), "destroyed")).contains("after BYE TERMINATED");
    }

    @Test
    @Proves("JSR 289 6.2.2.2")
    void stateOfARefusedCallIsTerminated() {
        Call call = peer.call("stateOfRefusal");
        call.send("INVITE").expect(486);
        assertThat(told(call.callId(), "refused")).contains("refused TERMINATED");
    }

    @Test
    @Proves("JSR 289 6.2.4")
    void sessionIsReadyAndDestroyedAfterTheBye() {
        Call call = peer.call("readyToGo");
        call.establish();
        assertThat(call.send("INFO").expect(200).header("X-Seen")).isEqualTo("true false true");
        call.hangUp();
        assertThat(told(call.callId(), "destroyed")).contains("ready, ").endsWith("destroyed]");
    }

    @Test
    @Proves("JSR 289 6.2.4")
    void sessionStaysWhenItIsNotToBeInvalidatedByTheContainer() {
        Call call = peer.call("staysAfterBye");
        call.establish();
        call.hangUp();
        Call next = peer.call("readyToGo");
        next.establish();
        next.hangUp();
        assertThat(told(next.callId(), "destroyed")).endsWith("destroyed]");
        assertThat(told(call.callId(), "created")).doesNotContain("destroyed");
    }

    @Test
    @Proves("JSR 289 6.2.4")
    void sessionOfAnAnsweredRequestStaysForTheAnswerToItsOwn() {
        Call call = peer.call("asksBack");
        call.send("MESSAGE").expect(200);
        SipMessage question = call.incoming("MESSAGE");
        Call other = peer.call("attributes");
        other.send("MESSAGE").expect(200);
        // Its session was answered later, so by now that of the first would be gone, too.
        told(other.callId(), "destroyed");
        peer.reply(question, 200, "OK");
        assertThat(told(call.callId(), "answered")).contains("answered kept");
    }

    @Test
    @Proves(value = "JSR 289 6.2.4.2", negative = true)
    void invalidSessionCannotBeUsed() {
        Call call = peer.call("invalidates");
        call.send("MESSAGE").expect(200);
        assertThat(told(call.callId(), "IllegalStateException"))
                .contains("false IllegalStateException IllegalStateException IllegalStateException");
    }

    @Test
    @Proves(value = "JSR 289 6.1.2.2.1", negative = true)
    void invalidApplicationSessionTakesItsSessionsWithIt() {
        Call call = peer.call("invalidatesAll");
        call.send("MESSAGE").expect(200);
        assertThat(told(call.callId(), "IllegalStateException"))
                .contains("false false IllegalStateException IllegalStateException");
    }

    @Test
    @Proves("JSR 289 6.1.2")
    void lifetimeOfAnApplicationSessionCanBeSet() {
        assertThat(seen("expires")).isEqualTo("1 true");
        assertThat(seen("neverExpires")).isEqualTo("0");
    }

    @Test
    @Proves("JSR 289 6.1.1")
    void sessionsAreFoundByTheirIds() {
        assertThat(seen("findsSessions")).isEqualTo("true true null session true");
    }

    @Test
    @Proves(value = "JSR 289 6.1.1", negative = true)
    void unknownProtocolIsRefused() {
        assertThat(seen("findsNothing")).endsWith("IllegalArgumentException");
    }

    @Test
    @Proves("JSR 289 6.2")
    void sessionKnowsItsParties() {
        assertThat(seen("parties")).startsWith("sip:parties@" + peer.server() + "|" + peer.uri("caller") + "|");
    }

    @Test
    @Proves("JSR 289 6.2.5")
    void sessionIsHandedToAnotherServlet() {
        Call call = peer.call("handler");
        call.establish();
        assertThat(call.send("INFO").expect(200).header("X-Seen")).isEqualTo("other");
        call.hangUp();
    }

    @Test
    @Proves(value = "JSR 289 6.2.5", negative = true)
    void unknownHandlerIsRefused() {
        assertThat(seen("unknownHandler")).isEqualTo("ServletException");
    }

    @Test
    @Proves("JSR 289 9.1")
    void timerFires() {
        Call call = peer.call("fires");
        call.send("MESSAGE").expect(200);
        assertThat(told(call.callId(), "fired")).contains("true true").contains("fired");
    }

    @Test
    @Proves("JSR 289 9.1")
    void repeatedTimerFiresUntilItIsCancelled() {
        Call call = peer.call("firesAgain");
        call.send("MESSAGE").expect(200);
        assertThat(told(call.callId(), "fired 3 times")).contains("fired 3 times");
    }

    @Test
    @Proves("JSR 289 9.2")
    void timerBelongsToItsApplicationSessionUntilItIsCancelled() {
        assertThat(seen("cancelsTimer")).isEqualTo("1 true 0");
    }

    @Test
    @Proves(value = "JSR 289 9.1", negative = true)
    void timerNeedsAValidSessionAndAPeriod() {
        assertThat(seen("refusesTimers"))
                .isEqualTo("IllegalStateException IllegalArgumentException NullPointerException");
    }
}
