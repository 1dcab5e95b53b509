// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.composition;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.as.arquillian.api.ServerSetup;
import org.jboss.as.arquillian.setup.ReloadServerSetupTask;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** JSR 289 chapter 15: the default application router leads a call through two applications. */
// The tasks are undone backwards, so a reload stands on either side.
@ServerSetup({ReloadServerSetupTask.class, DarSetup.class, ReloadServerSetupTask.class})
class CompositionIT extends OnTheServer {
    @Deployment(name = "first", order = 1, testable = false)
    static WebArchive first() {
        return war("first", FirstServlet.class);
    }

    @Deployment(name = "second", order = 2, testable = false)
    static WebArchive second() {
        return war("second", SecondServlet.class);
    }

    @Test
    @Proves("JSR 289 15.4.1")
    void callPassesTheApplicationsInTheOrderOfTheRouter() {
        Call call = peer.call("anybody");
        SipMessage answer = call.establish();
        assertThat(answer.header("X-Seen")).startsWith("[first ORIGINATING").endsWith("TERMINATING");
        call.hangUp();
    }

    @Test
    @Proves("JSR 289 15.1.5")
    void subscriberIsTheOneThatTheRouterNames() {
        Call call = peer.call("anybody");
        assertThat(call.establish().require("X-Seen")).contains(peer.uri("caller"));
        call.hangUp();
    }

    @Test
    @Proves("JSR 289 15.6")
    void responsePassesTheApplicationsBackwards() {
        Call call = peer.call("anybody");
        assertThat(call.establish().header("X-Back")).isEqualTo("first");
        call.hangUp();
    }

    @Test
    @Proves("JSR 289 15.6")
    void laterRequestsPassTheApplicationsThatStayed() {
        Call call = peer.call("anybody");
        call.establish();
        assertThat(call.send("INFO").expect(200).header("X-Seen")).startsWith("[first]");
        call.hangUp();
    }

    @Test
    @Proves(value = "JSR 289 15.6", negative = true)
    void laterRequestsDoNotPassAnApplicationThatDidNotStay() {
        Call call = peer.call("passes");
        call.establish();
        assertThat(call.send("INFO").expect(200).header("X-Seen")).startsWith("[]");
        call.hangUp();
    }

    @Test
    @Proves(value = "JSR 289 15.2.1", negative = true)
    void applicationThatAnswersEndsTheWay() {
        SipMessage refusal = peer.call("ends").send("INVITE").expect(603);
        assertThat(refusal.header("X-Seen")).isNull();
    }

    @Test
    @Proves("JSR 289 15.3")
    void otherMethodTakesAnotherWay() {
        assertThat(peer.call("anybody").send("MESSAGE").expect(200).header("X-Seen"))
                .startsWith("[]");
    }

    @Test
    @Proves(value = "JSR 289 15.5", negative = true)
    void requestForAnApplicationThatIsNotDeployedGets404() {
        peer.call("anybody").send("OPTIONS").expect(404);
    }
}
