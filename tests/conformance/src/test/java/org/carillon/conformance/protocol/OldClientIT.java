// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.Outgoing;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3261 section 17.2.3: requests of clients that know RFC 2543 only, whose Via names no transaction. */
class OldClientIT extends OnTheServer {
    @Deployment(testable = false)
    static WebArchive application() {
        return war("protocol", ProtocolServlet.class);
    }

    /** {@return a request with another branch, or none} */
    private static Outgoing old(Call call, String method, String branch) {
        Outgoing request = call.request(method);
        return request.set("Via", request.message().require("Via").replaceFirst(";branch=\\w+", branch));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";branch=1", ";branch=z9hG4bK"})
    @Proves("RFC 3261 17.2.3")
    void callWithoutUsableBranchesIsAnsweredAndEnded(String branch) {
        Call call = peer.call("answers");
        Outgoing invite = old(call, "INVITE", branch);
        SipMessage answer = call.send(invite).expect(200);
        assertThat(answer.require("Via")).isEqualTo(invite.message().require("Via"));
        call.send(old(call, "ACK", branch));
        // Until this one is answered, a 200 without an ACK would have come twice more.
        peer.call("holds").send("INVITE").expect(486);
        assertThat(peer.copies(answer)).isEqualTo(1);
        call.send(old(call, "BYE", branch)).expect(200);
    }

    @Test
    @Proves("RFC 3261 17.2.3")
    void refusalOfACallWithoutBranchEndsWithItsAck() {
        Call call = peer.call("refuses");
        SipMessage refusal = call.send(old(call, "INVITE", "")).expect(486);
        peer.call("holds").send("INVITE").expect(486);
        assertThat(peer.copies(refusal)).isEqualTo(1);
    }

    @Test
    @Proves("RFC 3261 17.2.3")
    void callWithoutBranchIsCancelled() {
        Call call = peer.call("silent");
        call.send(old(call, "INVITE", "")).expect(100);
        call.send("CANCEL").expect(200);
        call.expectOfInvite(487);
    }

    @Test
    @Proves("RFC 3261 17.2.3")
    void repeatedRequestWithoutBranchGetsTheSameAnswer() {
        Call call = peer.call("answers");
        Outgoing message = old(call, "MESSAGE", "");
        SipMessage answer = call.send(message).expect(200);
        peer.send(message);
        peer.awaitCopies(answer, 2);
        assertThat(answer.header("X-Count")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"answers, 200", "rings, 180"})
    @Proves(value = "RFC 3261 8.1.1.7", negative = true)
    void requestWithTheBranchOfAnotherMethodGets400(String first, int status) {
        Call call = peer.call(first);
        Outgoing message = call.request("MESSAGE");
        // On another lane the second one would overtake the first.
        call.send(message).expect(status);
        Call other = peer.call("answers");
        other.send(other.request("INVITE").set("Via", message.message().require("Via")))
                .expect(400);
        other.send(other.request("INFO").set("Via", message.message().require("Via")))
                .expect(400);
    }
}
