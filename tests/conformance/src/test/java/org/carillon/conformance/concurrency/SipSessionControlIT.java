// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** An application whose sip.xml wants control over its SIP sessions. */
class SipSessionControlIT extends WithRooms {
    @Deployment(testable = false)
    static WebArchive application() {
        return rooms().addAsWebInfResource(new StringAsset("""
                <sip-app xmlns="http://www.jcp.org/xml/ns/sipservlet">
                  <app-name>rooms</app-name>
                  <concurrency-control-mode>SipSession</concurrency-control-mode>
                </sip-app>
                """), "sip.xml");
    }

    @Test
    @Proves("JSR 289 6.4.2")
    void workOfOneSipSessionIsDoneOneAtATime() {
        assertThat(seen("sessionWork")).isEqualTo("false");
    }

    @Test
    @Proves("JSR 289 6.4.2")
    void callsWithSipSessionsOfTheirOwnMeet() {
        assertThat(seenByCalls()).contains("true");
    }
}
