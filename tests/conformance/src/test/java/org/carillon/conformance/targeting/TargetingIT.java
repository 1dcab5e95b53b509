// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.targeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.carillon.conformance.server.ServerFolder;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** JSR 289 section 15.11: session targeting, and chapter 13: converged applications. */
class TargetingIT extends OnTheServer {
    @Deployment(testable = false)
    static WebArchive application() {
        return war("targeting", TargetingServlet.class, PageServlet.class)
                .addPackage("org.carillon.conformance.targeting");
    }

    private String inRoom(String room) {
        Call call = peer.call("counts");
        return call.send(call.request("MESSAGE").add("X-Room", room))
                .expect(200)
                .require("X-Seen");
    }

    private String seen(String script) {
        return peer.call(script).send("MESSAGE").expect(200).require("X-Seen");
    }

    private static String page(String path) {
        return ServerFolder.page("/targeting/page" + path);
    }

    @Test
    @Proves("JSR 289 18.2.5")
    void requestsWithOneKeyShareAnApplicationSession() {
        assertThat(inRoom("red")).isEqualTo("1");
        assertThat(inRoom("red")).isEqualTo("2");
        assertThat(inRoom("blue")).isEqualTo("1");
    }

    @Test
    @Proves(value = "JSR 289 18.2.5", negative = true)
    void requestsWithoutAKeyHaveSessionsOfTheirOwn() {
        assertThat(seen("counts")).isEqualTo("1");
        assertThat(seen("counts")).isEqualTo("1");
    }

    @Test
    @Proves("JSR 289 15.11.2")
    void sessionOfAKeyIsMadeOnce() {
        assertThat(seen("byKey")).isEqualTo("true");
    }

    @Test
    @Proves("JSR 289 15.11.1")
    void encodedUriLeadsToItsSession() {
        String uri = seen("encodes");
        assertThat(peer.callTo(uri).send("MESSAGE").expect(200).header("X-Seen"))
                .isEqualTo("found");
    }

    @Test
    @Proves(value = "JSR 289 15.11.1", negative = true)
    void uriThatIsNotEncodedLeadsToANewSession() {
        seen("encodes");
        assertThat(seen("reads")).isEqualTo("null");
    }

    @Test
    @Proves("JSR 289 18.2")
    void timeoutOfTheAnnotationIsInMinutes() {
        assertThat(seen("timeout")).isEqualTo("true");
    }

    @Test
    @Proves("JSR 289 13.2")
    void webServletFindsTheFactory() {
        assertThat(page("/factory")).isEqualTo("true");
    }

    @Test
    @Proves("JSR 289 13.3")
    void webServletFindsTheApplicationSessionById() {
        String id = seen("page");
        assertThat(page("/secret?session=" + URLEncoder.encode(id, StandardCharsets.UTF_8)))
                .isEqualTo("from SIP");
    }

    @Test
    @Proves(value = "JSR 289 13.3", negative = true)
    void webServletFindsNoSessionOfAnUnknownId() {
        assertThat(page("/secret?session=unknown")).isEqualTo("none");
    }

    @Test
    @Proves("JSR 289 13.1")
    void webServletSendsARequest() {
        String callId = page("/message?port=" + peer.port());
        SipMessage message = peer.request("MESSAGE");
        assertThat(message.callId()).isEqualTo(callId);
        peer.reply(message, 200, "OK");
    }
}
