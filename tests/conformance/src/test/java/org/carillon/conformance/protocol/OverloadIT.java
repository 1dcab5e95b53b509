// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** RFC 3261 section 21.5.4 and RFC 6357: a server that is behind refuses what is new and goes on with what it has. */
class OverloadIT extends OnTheServer {
    /** Enough for every lane to hold one call and have others waiting behind it. */
    private static final int CALLS = 120;

    @Deployment(testable = false)
    static WebArchive application() {
        return war("protocol", ProtocolServlet.class);
    }

    @Test
    @Proves("RFC 3261 21.5.4")
    void lanesThatAreBehindRefuseNewCallsAndServeTheOldOnes() {
        Call old = peer.call("answers");
        old.establish();
        for (int i = 0; i < CALLS; i++) {
            peer.call("holds").send("INVITE");
        }
        SipMessage refused = peer.take("503", message -> message.status() == 503);
        assertThat(Integer.parseInt(refused.require("Retry-After"))).isPositive();
        // It waits for its lane as all do, and is then served.
        old.send("INFO");
        peer.take(
                "200 to INFO",
                message -> message.status() == 200 && message.callId().equals(old.callId()));
    }
}
