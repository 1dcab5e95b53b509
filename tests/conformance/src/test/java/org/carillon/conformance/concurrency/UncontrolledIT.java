// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.wire.Call;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The same application, which says nothing: its code sees to the order itself. */
class UncontrolledIT extends WithRooms {
    @Deployment(testable = false)
    static WebArchive application() {
        return rooms();
    }

    @Test
    @Proves("JSR 289 6.4.2")
    void withoutControlCallsOfOneApplicationSessionMeet() {
        assertThat(seenByCalls()).contains("true");
    }

    @Test
    @Proves("JSR 289 6.4.2")
    void withoutControlTimersAndAsynchronousWorkMeetTheCall() {
        assertThat(seen("timer")).isEqualTo("true");
        assertThat(seen("applicationWork")).isEqualTo("true");
    }

    @Test
    @Proves("JSR 289 6.4.2")
    void withoutControlACancelIsToldWhileItsApplicationSessionIsInUse() {
        Call call = enter("rings", "INVITE");
        call.expect(180);
        seen("holds");
        call.send("CANCEL").expect(200);
        call.expectOfInvite(487);
        open();
    }
}
