// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.WithCallees;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** At least one refusal for each section of JSR 289 that wants something refused. */
class RefusalsIT extends WithCallees {
    @Deployment(testable = false)
    static WebArchive application() {
        return war("refusals", RefusalsServlet.class);
    }

    private String seen(String script) {
        return peer.call(script).send("MESSAGE").expect(200).require("X-Seen");
    }

    @Test
    @Proves(value = "JSR 289 3.2", negative = true)
    void extensionThatIsNotThereIsNotPromised() {
        assertThat(seen("extensions")).isEqualTo("false");
    }

    @Test
    @Proves(value = "JSR 289 5.5", negative = true)
    void plainTransportIsNotSecure() {
        assertThat(seen("secure")).isEqualTo("false");
    }

    @Test
    @Proves(value = "JSR 289 5.9.1", negative = true)
    void languageThatNobodyNamedIsNone() {
        assertThat(seen("language")).isEqualTo("null false");
    }

    @Test
    @Proves(value = "JSR 289 6.4.1", negative = true)
    void nothingIsNoAttribute() {
        assertThat(seen("nullAttributes")).isEqualTo("NullPointerException NullPointerException");
    }

    @Test
    @Proves(value = "JSR 289 8.1", negative = true)
    void troubleOfAValueIsToldToTheServlet() {
        assertThat(seen("troubled")).isEqualTo("IllegalStateException");
    }

    @Test
    @Proves(value = "JSR 289 9.2", negative = true)
    void unknownTimerIsNotFound() {
        assertThat(seen("unknownTimer")).isEqualTo("null");
    }

    @Test
    @Proves(value = "JSR 289 10.5", negative = true)
    void proxyThatIsNotInThePathHasNoPathUri() {
        assertThat(seen("path")).isEqualTo("IllegalStateException");
    }

    @Test
    @Proves(value = "JSR 289 12.4", negative = true)
    void invalidSessionHasNoPendingMessages() {
        assertThat(seen("pending")).isEqualTo("IllegalArgumentException");
    }

    @Test
    @Proves(value = "JSR 289 12.5", negative = true)
    void invalidSessionHasNoOriginalRequest() {
        assertThat(seen("original")).isEqualTo("IllegalArgumentException NullPointerException");
    }

    @Test
    @Proves(value = "JSR 289 14.2", negative = true)
    void interfaceThatIsNotOursIsRefused() {
        assertThat(seen("foreignInterface")).isEqualTo("IllegalArgumentException");
    }

    @Test
    @Proves(value = "JSR 289 17.9", negative = true)
    void callerWhoProvedNothingHasNoName() {
        Call call = peer.call("stranger");
        call.send(call.request("MESSAGE")
                .add(
                        "Authorization",
                        "Digest username=\"alice\", realm=\"x\", nonce=\"1\", uri=\"sip:x\", response=\"0\""));
        assertThat(call.expect(200).header("X-Seen")).isEqualTo("null null false");
    }

    @Test
    @Proves(value = "JSR 289 17.10", negative = true)
    void challengeOfAnUnknownAlgorithmIsNotAnswered() {
        Call call = connected("challenged").send("MESSAGE");
        SipMessage request = callee.request("MESSAGE");
        callee.send(callee.answer(request, 401, "Unauthorized")
                .add("WWW-Authenticate", "Digest realm=\"elsewhere\", nonce=\"1\", algorithm=SHA-1"));
        assertThat(call.expect(200).header("X-Seen")).endsWith("Exception");
    }
}
