// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.timers;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.Management;
import org.carillon.conformance.server.OnTheServer;
import org.carillon.conformance.server.ServerFolder;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Timers of an application that is deployed anew: they end with it, persistent or not. */
@SuppressWarnings("NullAway.Init")
class RedeployIT extends OnTheServer {
    private static final String NAME = "redeployed";
    private static final String NOT_PERSISTENT = "CARSIP0054";

    @ArquillianResource
    private Deployer deployer;

    @ArquillianResource
    private ManagementClient management;

    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive application() {
        return war("timers", TimerServlet.class);
    }

    private String seen(String script) {
        Call call = peer.call(script);
        return call.send(call.request("MESSAGE").add("X-Port", Integer.toString(peer.port())))
                .expect(200)
                .require("X-Seen");
    }

    private static boolean isOfTimer(SipMessage message) {
        return message.method().equals("MESSAGE") && message.header("X-Run") != null;
    }

    @Test
    @Proves(value = "JSR 289 8.1", negative = true)
    void timersOfAnUndeployedApplicationNeverFireAgain() throws Exception {
        deployer.deploy(NAME);
        String run = seen("callsForEver");
        assertThat(peer.request("MESSAGE").header("X-Run")).isEqualTo(run);
        deployer.undeploy(NAME);
        while (peer.has(RedeployIT::isOfTimer)) {
            peer.request("MESSAGE");
        }
        deployer.deploy(NAME);
        try {
            // To deploy takes longer than many of their periods.
            assertThat(seen("runs")).isNotEqualTo(run);
            assertThat(peer.has(RedeployIT::isOfTimer)).isFalse();
            assertThat(Management.read(management, "/subsystem=sip", "servlet-timers")
                            .asInt())
                    .isZero();
        } finally {
            deployer.undeploy(NAME);
        }
    }

    @Test
    @Proves(value = "JSR 289 8.1", negative = true)
    void persistentTimersEndWithTheirApplicationWhichIsToldOnce() {
        long told = ServerFolder.logged(NOT_PERSISTENT);
        deployer.deploy(NAME);
        try {
            seen("callsForEver");
            seen("callsForEver");
            assertThat(ServerFolder.logged(NOT_PERSISTENT)).isEqualTo(told + 1);
        } finally {
            deployer.undeploy(NAME);
        }
        while (peer.has(RedeployIT::isOfTimer)) {
            peer.request("MESSAGE");
        }
        deployer.deploy(NAME);
        try {
            seen("runs");
            assertThat(peer.has(RedeployIT::isOfTimer)).isFalse();
            assertThat(ServerFolder.logged(NOT_PERSISTENT)).isEqualTo(told + 1);
        } finally {
            deployer.undeploy(NAME);
        }
    }
}
