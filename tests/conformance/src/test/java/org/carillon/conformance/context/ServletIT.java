// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.Outgoing;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSR 289 chapters 2, 3 and 18: the servlet, its context, its injections. */
class ServletIT extends OnTheServer {
    @Deployment(testable = false)
    static WebArchive application() {
        return war("methods", MethodsServlet.class);
    }

    private String seen(String user) {
        return peer.call(user).send("MESSAGE").expect(200).require("X-Seen");
    }

    @ParameterizedTest
    @CsvSource({
        "INVITE,doInvite",
        "OPTIONS,doOptions",
        "REGISTER,doRegister",
        "MESSAGE,doMessage",
        "SUBSCRIBE,doSubscribe",
        "PUBLISH,doPublish",
        "REFER,doRefer"
    })
    @Proves("JSR 289 2.3")
    void methodOfTheServletIsThatOfTheRequest(String method, String called) {
        Call call = peer.call("any");
        Outgoing request = call.request(method);
        if (method.equals("SUBSCRIBE") || method.equals("PUBLISH")) {
            request.add("Event", "presence");
        }
        if (method.equals("REFER")) {
            request.add("Refer-To", "<sip:other@192.0.2.1>");
        }
        assertThat(call.send(request).expect(200).header("X-Seen")).isEqualTo(called);
        if (method.equals("INVITE")) {
            call.ack();
            call.hangUp();
        }
    }

    @ParameterizedTest
    @CsvSource({"INFO,doInfo", "UPDATE,doUpdate", "NOTIFY,doNotify", "MESSAGE,doMessage", "INVITE,doInvite"})
    @Proves("JSR 289 2.3")
    void methodOfTheServletIsThatOfALaterRequest(String method, String called) {
        Call call = peer.call("any");
        call.establish();
        Outgoing request = call.request(method);
        if (method.equals("NOTIFY")) {
            request.add("Event", "refer").add("Subscription-State", "active");
        }
        assertThat(call.send(request).expect(200).header("X-Seen")).isEqualTo(called);
        if (method.equals("INVITE")) {
            call.ack();
        }
        assertThat(call.hangUp().header("X-Seen")).isEqualTo("doBye");
    }

    @Test
    @Proves(value = "JSR 289 2.3", negative = true)
    void requestThatTheServletDoesNotHandleGets501() {
        peer.call("unhandled").send("MESSAGE").expect(501);
    }

    @Test
    @Proves(value = "JSR 289 2.4", negative = true)
    void exceptionOfTheServletMakesA500() {
        peer.call("throws").send("MESSAGE").expect(500);
    }

    @Test
    @Proves(value = "JSR 289 2.4", negative = true)
    void exceptionAfterTheAnswerHarmsNobody() {
        assertThat(seen("throwsLate")).isEqualTo("answered");
        assertThat(seen("any")).isEqualTo("doMessage");
    }

    @Test
    @Proves("JSR 289 2.1.1")
    void servletIsInitializedOnceAndListenersAreTold() {
        assertThat(seen("initialized")).isEqualTo("1 [methods]");
    }

    @Test
    @Proves("JSR 289 3.1")
    void contextHasTheFactoryTheTimersAndTheSessions() {
        assertThat(seen("attributes")).isEqualTo("true true true");
    }

    @Test
    @Proves("JSR 289 3.2")
    void contextSaysWhichExtensionsAreSupported() {
        assertThat(seen("extensions")).isEqualTo("true true true");
    }

    @Test
    @Proves("JSR 289 14.2")
    void contextListsTheInterfaces() {
        assertThat(Integer.parseInt(seen("interfaces"))).isGreaterThanOrEqualTo(2);
    }

    @Test
    @Proves("JSR 289 18.2")
    void resourcesAreInjectedBeforeTheServletIsInitialized() {
        assertThat(seen("injected")).isEqualTo("true true true");
    }

    @Test
    @Proves("JSR 289 18.2.6")
    void resourcesHaveNames() {
        assertThat(seen("names")).isEqualTo("true true true");
    }
}
