// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** JSR 289 chapter 4: addressing. */
class AddressIT extends OnTheServer {
    @Deployment(testable = false)
    static WebArchive application() {
        return war("address", AddressServlet.class);
    }

    private String seen(String script) {
        return peer.call(script).send("MESSAGE").expect(200).require("X-Seen");
    }

    @Test
    @Proves("JSR 289 4.2.1")
    void sipUriIsTakenApart() {
        assertThat(seen("parsesSipUri")).isEqualTo("sips|alice|secret|example.com|5071|tcp|true|192.0.2.1|true|x");
    }

    @Test
    @Proves("JSR 289 4.2.1")
    void sipUriIsPutTogether() {
        assertThat(seen("writesSipUri")).isEqualTo("sip:bob@example.com:5070;transport=udp;custom=1");
    }

    @Test
    @Proves("RFC 3261 19.1.4")
    void urisAreComparedAsTheyMean() {
        assertThat(seen("comparesUris")).isEqualTo("true false false");
    }

    @Test
    @Proves("JSR 289 4.2.1")
    void userIsUnescapedForServletsAndEscapedOnTheWire() {
        assertThat(seen("escapes")).isEqualTo("a@b sip:a%40b@example.com");
    }

    @Test
    @Proves("JSR 289 4.2.2")
    void telephoneUrlIsTakenApart() {
        assertThat(seen("parsesTelUrl")).isEqualTo("1-555-0100|true|12|7042|false|example.com");
    }

    @Test
    @Proves("JSR 289 4.2")
    void otherSchemesAreKept() {
        assertThat(seen("keepsOtherSchemes")).isEqualTo("urn false urn:service:sos");
    }

    @Test
    @Proves(value = "JSR 289 4.2", negative = true)
    void whatIsNoUriIsRefused() {
        assertThat(seen("refusesUris")).isEqualTo("ServletParseException ServletParseException ServletParseException");
    }

    @Test
    @Proves("JSR 289 4.1")
    void addressIsTakenApart() {
        assertThat(seen("parsesAddress")).isEqualTo("Alice, A.|sip:alice@example.com|0.7|60|88");
    }

    @Test
    @Proves("JSR 289 4.1.3")
    void asteriskIsAWildcard() {
        assertThat(seen("wildcard")).isEqualTo("true false");
    }

    @Test
    @Proves(value = "JSR 289 4.1", negative = true)
    void preferenceAboveOneIsRefused() {
        assertThat(seen("refusesQ")).isEqualTo("IllegalArgumentException");
    }

    @Test
    @Proves("JSR 289 4.1.1")
    void parameterableHeaderIsTakenApart() {
        assertThat(seen("parsesParameterable")).isEqualTo("SIP|200|null");
    }

    @Test
    @Proves(value = "JSR 289 4.1.2", negative = true)
    void tagsOfFromAndToCannotBeChanged() {
        assertThat(seen("fromIsFixed")).isEqualTo("IllegalStateException");
    }

    @Test
    @Proves("JSR 289 4.1.3")
    void userAndParametersOfTheContactMayBeSet() {
        SipMessage answer = peer.call("contactMayHaveParameters").send("INVITE").expect(200);
        assertThat(answer.address("Contact")).startsWith("sip:me@" + peer.server());
        assertThat(answer.header("Contact")).contains(";expires=30");
    }

    @Test
    @Proves(value = "JSR 289 4.1.3", negative = true)
    void hostOfTheContactIsTheContainers() {
        assertThat(peer.call("contactHostIsFixed").send("INVITE").expect(200).header("X-Seen"))
                .isEqualTo("IllegalArgumentException");
    }

    @Test
    @Proves("JSR 289 4.1")
    void copyOfAnAddressIsIndependent() {
        assertThat(seen("clones")).isEqualTo("Copy null");
    }

    @Test
    @Proves("JSR 289 4.2.2")
    void requestToATelephoneUrlReachesTheServlet() {
        Call call = peer.callTo("tel:+15550100;script=destinationOfTel");
        assertThat(call.send("MESSAGE").expect(200).require("X-Seen")).startsWith("tel tel:+15550100");
    }

    @Test
    @Proves("JSR 289 4.2.2")
    void requestToATelephoneUrlLeavesByItsRoute() {
        Call call = peer.callTo("sip:sendsToANumberByARoute@" + peer.server() + ";callee=" + peer.port());
        call.send("MESSAGE").expect(200);
        SipMessage request = peer.request("MESSAGE");
        assertThat(request.uri()).isEqualTo("tel:+15550100");
        assertThat(request.address("Route")).startsWith("sip:callee@127.0.0.1:" + peer.port());
        peer.reply(request, 202, "Accepted");
    }

    @Test
    @Proves(value = "JSR 289 4.2.2", negative = true)
    void requestToATelephoneUrlWithoutARouteIsNotSent() {
        assertThat(seen("sendsToANumber")).isEqualTo("IOException");
    }
}
