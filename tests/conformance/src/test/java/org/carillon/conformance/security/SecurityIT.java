// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.Management;
import org.carillon.conformance.server.WithCallees;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.Digest;
import org.carillon.conformance.wire.Outgoing;
import org.carillon.conformance.wire.SipMessage;
import org.carillon.testing.Waiting;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.api.ServerSetup;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.as.arquillian.setup.ReloadServerSetupTask;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSR 289 chapter 17. */
// The tasks are undone backwards, so a reload stands on either side.
@ServerSetup({ReloadServerSetupTask.class, PhonesSetup.class, ReloadServerSetupTask.class})
@SuppressWarnings("NullAway.Init")
class SecurityIT extends WithCallees {
    /** More than all other tests together have sessions. */
    private static final int CHALLENGED = 40;

    /** An answer is kept for 8 times T1, an application session for minutes. */
    private static final Duration SOON = Duration.ofSeconds(15);

    @ArquillianResource
    private ManagementClient management;

    @Deployment(testable = false)
    static WebArchive application() {
        return war("security", SecurityServlet.class).addAsWebInfResource(new StringAsset(descriptor()), "sip.xml");
    }

    private static String servlet(String name) {
        return "<servlet><servlet-name>" + name + "</servlet-name><servlet-class>" + SecurityServlet.class.getName()
                + "</servlet-class></servlet>";
    }

    private static String mapping(String name) {
        return "<servlet-mapping><servlet-name>" + name
                + "</servlet-name><pattern><equal><var>request.uri.user</var><value>" + name
                + "</value></equal></pattern></servlet-mapping>";
    }

    private static String constraint(String servlet, String methods, String rest) {
        return "<security-constraint><resource-collection><resource-name>r</resource-name><servlet-name>" + servlet
                + "</servlet-name>" + methods + "</resource-collection>" + rest + "</security-constraint>";
    }

    private static String descriptor() {
        String callers = "<auth-constraint><role-name>caller</role-name></auth-constraint>";
        return "<sip-app xmlns='http://www.jcp.org/xml/ns/sipservlet' version='1.1'><app-name>security</app-name>"
                + servlet("open") + servlet("users") + servlet("invites") + servlet("proxied") + servlet("everybody")
                + servlet("nobody") + servlet("secret") + "<servlet-selection>" + mapping("users") + mapping("invites")
                + mapping("proxied") + mapping("everybody") + mapping("nobody") + mapping("secret")
                + "<servlet-mapping><servlet-name>open</servlet-name><pattern><exists><var>request.uri</var></exists></pattern>"
                + "</servlet-mapping></servlet-selection>"
                + constraint("users", "", callers)
                + constraint("invites", "<sip-method>INVITE</sip-method>", callers)
                + constraint("proxied", "", "<proxy-authentication/>" + callers)
                + constraint("everybody", "", "<auth-constraint><role-name>guest</role-name></auth-constraint>")
                + constraint("everybody", "", "<auth-constraint><role-name>*</role-name></auth-constraint>")
                + constraint("nobody", "", "<auth-constraint/>")
                + constraint(
                        "secret",
                        "",
                        "<user-data-constraint><transport-guarantee>CONFIDENTIAL</transport-guarantee></user-data-constraint>")
                + "<login-config><auth-method>DIGEST</auth-method><realm-name>phones</realm-name></login-config></sip-app>";
    }

    private static Digest digest(SipMessage refusal, int which, String user, String password) {
        String name = refusal.status() == 407 ? "Proxy-Authenticate" : "WWW-Authenticate";
        return new Digest(refusal.headers(name).get(which), user, password);
    }

    private static SipMessage answered(Call call, String method, Digest digest, int count, int status) {
        Outgoing request = call.request(method);
        request.add("Authorization", digest.answer(method, request.message().uri(), count));
        return call.send(request).expect(status);
    }

    @Test
    @Proves("JSR 289 17.9")
    void servletWithoutConstraintIsOpenToAll() {
        assertThat(peer.call("open").send("MESSAGE").expect(200).header("X-Seen"))
                .isEqualTo("open null false false");
    }

    @Test
    @Proves("RFC 8760 2.3")
    void challengeOffersTheBetterAlgorithmFirst() {
        SipMessage refusal = peer.call("users").send("MESSAGE").expect(401);
        assertThat(refusal.headers("WWW-Authenticate")).hasSize(2);
        assertThat(digest(refusal, 0, "", "").parameter("algorithm")).isEqualTo("SHA-256");
        assertThat(digest(refusal, 1, "", "").parameter("algorithm")).isEqualTo("MD5");
        assertThat(digest(refusal, 0, "", "").parameter("realm")).isEqualTo("phones");
        assertThat(digest(refusal, 0, "", "").parameter("qop")).isEqualTo("auth");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    @Proves("JSR 289 17.5")
    void userWithTheRightPasswordIsKnownToTheServlet(int algorithm) {
        Call call = peer.call("users");
        SipMessage refusal = call.send("MESSAGE").expect(401);
        assertThat(answered(call, "MESSAGE", digest(refusal, algorithm, "alice", "wonderland"), 1, 200)
                        .header("X-Seen"))
                .isEqualTo("users alice true true");
    }

    @ParameterizedTest
    @CsvSource({"users, 401", "proxied, 407"})
    @Proves("JSR 289 6.2.4")
    void sessionOfAChallengedRequestEndsLongBeforeItsApplicationSessionExpires(String servlet, int challenge) {
        for (int i = 0; i < CHALLENGED; i++) {
            peer.call(servlet).send("MESSAGE").expect(challenge);
        }
        Waiting.until(
                SOON,
                Duration.ofMillis(100),
                () -> sipSessions() < CHALLENGED ? Optional.of(true) : Optional.empty(),
                () -> sipSessions() + " SIP sessions");
    }

    private int sipSessions() {
        try {
            return Management.read(management, "/subsystem=sip/application=security", "sip-sessions")
                    .asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Proves("JSR 289 17.5")
    void callIsSetUpAfterTheChallenge() {
        Call call = peer.call("invites");
        SipMessage refusal = call.send("INVITE").expect(401);
        answered(call, "INVITE", digest(refusal, 0, "alice", "wonderland"), 1, 200);
        call.ack();
        call.hangUp();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice:wrong", "nobody:wonderland"})
    @Proves(value = "JSR 289 17.5", negative = true)
    void wrongPasswordAndUnknownUserGetTheSameChallenge(String who) {
        Call call = peer.call("users");
        SipMessage refusal = call.send("MESSAGE").expect(401);
        String[] parts = who.split(":", 2);
        SipMessage again = answered(call, "MESSAGE", digest(refusal, 0, parts[0], parts[1]), 1, 401);
        assertThat(again.require("WWW-Authenticate")).doesNotContain("stale=true");
        assertThat(again.startLine()).isEqualTo(refusal.startLine());
    }

    @Test
    @Proves(value = "RFC 7616 5.3", negative = true)
    void replayedAnswerIsStale() {
        Call call = peer.call("users");
        Digest digest = digest(call.send("MESSAGE").expect(401), 0, "alice", "wonderland");
        answered(call, "MESSAGE", digest, 1, 200);
        Call thief = peer.call("users");
        assertThat(answered(thief, "MESSAGE", digest, 1, 401).require("WWW-Authenticate"))
                .contains("stale=true");
    }

    @Test
    @Proves("RFC 7616 3.4")
    void nonceMayBeUsedAgainWithAHigherCount() {
        Call call = peer.call("users");
        Digest digest = digest(call.send("MESSAGE").expect(401), 0, "alice", "wonderland");
        answered(call, "MESSAGE", digest, 1, 200);
        answered(peer.call("users"), "MESSAGE", digest, 2, 200);
    }

    @Test
    @Proves(value = "JSR 289 17.4", negative = true)
    void userWithoutTheRoleIsForbidden() {
        Call call = peer.call("users");
        SipMessage refusal = call.send("MESSAGE").expect(401);
        answered(call, "MESSAGE", digest(refusal, 0, "bob", "builder"), 1, 403);
    }

    @Test
    @Proves("JSR 289 17.4")
    void everyUserIsEnoughForTheAsteriskAndAllConstraintsAreMetByOneAnswer() {
        Call call = peer.call("everybody");
        SipMessage refusal = call.send("MESSAGE").expect(401);
        assertThat(answered(call, "MESSAGE", digest(refusal, 0, "bob", "builder"), 1, 200)
                        .header("X-Seen"))
                .isEqualTo("everybody bob false true");
    }

    @Test
    @Proves("JSR 289 17.8")
    void constraintOfAMethodLeavesTheOthersOpen() {
        assertThat(peer.call("invites").send("MESSAGE").expect(200).header("X-Seen"))
                .startsWith("invites null");
    }

    @Test
    @Proves(value = "JSR 289 17.8", negative = true)
    void constraintWithoutRolesLetsNobodyIn() {
        peer.call("nobody").send("MESSAGE").expect(403);
    }

    @Test
    @Proves(value = "JSR 289 17.8", negative = true)
    void confidentialServletIsClosedToPlainTransports() {
        peer.call("secret").send("MESSAGE").expect(403);
    }

    @Test
    @Proves(value = "JSR 289 17.8", negative = true)
    void viaThatNamesTlsMakesNoPlainTransportConfidential() {
        Call call = peer.call("secret");
        Outgoing request = call.request("MESSAGE");
        request.set("Via", request.message().require("Via").replace("SIP/2.0/UDP", "SIP/2.0/TLS"));
        peer.send(request);
        Call next = peer.call("secret");
        next.send("MESSAGE").expect(403);
        assertThat(peer.has(message -> message.status() == 200)).isFalse();
    }

    @Test
    @Proves("JSR 289 17.8")
    void proxyChallengesAsAProxy() {
        Call call = peer.call("proxied");
        SipMessage refusal = call.send("MESSAGE").expect(407);
        Digest digest = digest(refusal, 0, "alice", "wonderland");
        Outgoing request = call.request("MESSAGE");
        request.add(
                "Proxy-Authorization",
                digest.answer("MESSAGE", request.message().uri(), 1));
        assertThat(call.send(request).expect(200).header("X-Seen")).isEqualTo("proxied alice true true");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 407})
    @Proves("JSR 289 17.10")
    void applicationAnswersTheChallengeOfAnotherServer(int status) {
        connected("callsOut").send("MESSAGE").expect(200);
        SipMessage first = callee.request("INVITE");
        String challenge = "Digest realm=\"trunk\",nonce=\"n" + status + "\",qop=\"auth\",algorithm=SHA-256";
        boolean proxy = status == 407;
        callee.send(callee.answer(first, status, "Who are you")
                .add(proxy ? "Proxy-Authenticate" : "WWW-Authenticate", challenge));
        SipMessage second = callee.take(
                "second INVITE", message -> message.method().equals("INVITE") && message.sequence() > first.sequence());
        String answer = second.require(proxy ? "Proxy-Authorization" : "Authorization");
        Digest given = new Digest(answer, "carol", "pass");
        assertThat(second.callId()).isEqualTo(first.callId());
        assertThat(given.parameter("username")).isEqualTo("carol");
        assertThat(given.parameter("nc")).isEqualTo("00000001");
        assertThat(given.parameter("response"))
                .isEqualTo(new Digest(
                                new Digest(challenge, "carol", "pass")
                                        .answerOf("INVITE", given.parameter("uri"), given.parameter("cnonce")),
                                "",
                                "")
                        .parameter("response"));
        callee.reply(second, 486, "Busy Here");
    }
}
