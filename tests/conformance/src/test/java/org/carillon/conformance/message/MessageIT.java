// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.Outgoing;
import org.carillon.conformance.wire.SipMessage;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** JSR 289 chapter 5: requests and responses. */
class MessageIT extends OnTheServer {
    @Deployment(testable = false)
    static WebArchive application() {
        return war("message", MessageServlet.class);
    }

    private String seen(Call call, Outgoing request) {
        return call.send(request).expect(200).require("X-Seen");
    }

    private String seen(String script) {
        Call call = peer.call(script);
        return seen(call, call.request("MESSAGE"));
    }

    @Test
    @Proves("JSR 289 5.4")
    void headersAreFoundByNameWhateverTheirCase() {
        Call call = peer.call("readsHeaders");
        assertThat(seen(
                        call,
                        call.request("MESSAGE")
                                .add("X-One", "first")
                                .add("X-Many", "a")
                                .add("X-Many", "b")))
                .isEqualTo("first|[a, b]|null");
    }

    @Test
    @Proves("JSR 289 5.4")
    void compactNameIsTheSameHeader() {
        Call call = peer.call("readsCompactNames");
        assertThat(seen(call, call.request("MESSAGE").add("s", "tea"))).isEqualTo("tea|tea");
    }

    @Test
    @Proves("JSR 289 5.4")
    void headersAreSetAddedAndRemoved() {
        SipMessage answer = peer.call("writesHeaders").send("MESSAGE").expect(200);
        assertThat(answer.headers("X-A")).containsExactly("1");
        assertThat(answer.headers("X-B")).containsExactly("1", "2");
        assertThat(answer.headers("X-C")).containsExactly("2");
        assertThat(answer.headers("X-D")).isEmpty();
    }

    @Test
    @Proves("JSR 289 5.4")
    void namesOfHeadersAreListed() {
        Call call = peer.call("lists");
        assertThat(seen(call, call.request("MESSAGE").add("X-One", "1"))).isEqualTo("true true");
    }

    @Test
    @Proves(value = "JSR 289 5.4.2", negative = true)
    void systemHeadersCannotBeSet() {
        Call call = peer.call("systemHeaders");
        assertThat(seen(call, call.request("INVITE")).split(" ")).hasSize(8).containsOnly("IllegalArgumentException");
    }

    @Test
    @Proves("JSR 289 5.4.2")
    void contactOfARegistrationMayBeSet() {
        assertThat(peer.call("contactOfARegistration")
                        .send("REGISTER")
                        .expect(200)
                        .address("Contact"))
                .isEqualTo("sip:phone@192.0.2.7");
    }

    @Test
    @Proves("JSR 289 5.4.2")
    void contactOfARedirectionMayBeSet() {
        assertThat(peer.call("contactOfARedirection").send("INVITE").expect(302).address("Contact"))
                .isEqualTo("sip:moved@192.0.2.7");
    }

    @Test
    @Proves("JSR 289 5.4.1")
    void headersAreReadAsAddressesAndParameters() {
        Call call = peer.call("addressHeaders");
        assertThat(seen(
                        call,
                        call.request("MESSAGE")
                                .add("X-Address", "\"A\" <sip:a@example.com>")
                                .add("X-Parameters", "value;a=1")))
                .isEqualTo("sip:a@example.com|1");
    }

    @Test
    @Proves(value = "JSR 289 5.4.1", negative = true)
    void headerThatIsNoAddressIsRefused() {
        Call call = peer.call("addressHeaderOfNoAddress");
        assertThat(seen(call, call.request("MESSAGE").add("X-Address", "no address <")))
                .isEqualTo("ServletParseException");
    }

    @Test
    @Proves("JSR 289 5.3")
    void textIsReadAsAString() {
        Call call = peer.call("readsContent");
        assertThat(seen(call, call.request("MESSAGE").body("text/plain", "Hello")))
                .isEqualTo("text/plain|5|Hello|5");
    }

    @Test
    @Proves("JSR 289 5.3")
    void otherContentIsReadAsBytes() {
        Call call = peer.call("readsBytes");
        assertThat(seen(call, call.request("MESSAGE").body("application/octet-stream", "Hello")))
                .isEqualTo("5");
    }

    @Test
    @Proves("JSR 289 5.3.1")
    void textIsWrittenInTheNamedCharset() {
        SipMessage answer = peer.call("writesContent").send("MESSAGE").expect(200);
        assertThat(answer.body()).isEqualTo("Grüße");
        assertThat(answer.header("Content-Length")).isEqualTo("7");
    }

    @Test
    @Proves(value = "JSR 289 5.3.1", negative = true)
    void unknownCharsetIsRefused() {
        assertThat(seen("writesUnknownCharset")).isEqualTo("UnsupportedEncodingException");
    }

    @Test
    @Proves("JSR 289 5.9.1")
    void preferredLanguagesAreInOrder() {
        Call call = peer.call("languages");
        assertThat(seen(call, call.request("MESSAGE").add("Accept-Language", "da;q=0.5, fr, en-GB;q=0.8")))
                .isEqualTo("fr [fr, en-GB, da]");
    }

    @Test
    @Proves("JSR 289 5.9.2")
    void languageOfTheContentIsWritten() {
        SipMessage answer = peer.call("writesLanguage").send("MESSAGE").expect(200);
        assertThat(answer.header("Content-Language")).isEqualTo("fr");
        assertThat(answer.header("Accept-Language")).startsWith("de");
    }

    @Test
    @Proves("JSR 289 5.5")
    void transportIsKnown() {
        assertThat(seen("transport"))
                .isEqualToIgnoringCase(
                        "UDP|127.0.0.1:" + peer.port() + "|" + peer.server() + "|" + peer.port() + "|UDP");
    }

    @Test
    @Proves("JSR 289 5.6.1")
    void parametersAreThoseOfTheRequestUri() {
        var call = peer.callTo("sip:parameters@" + peer.server() + ";color=red");
        assertThat(seen(call, call.request("MESSAGE"))).isEqualTo("red [color] null");
    }

    @Test
    @Proves("JSR 289 5.6.2")
    void attributesBelongToTheMessage() {
        assertThat(seen("attributes")).isEqualTo("1 null");
    }

    @Test
    @Proves("JSR 289 5.6.3")
    void routeToTheContainerIsPoppedAndRemembered() {
        Call call = peer.call("poppedRoute");
        assertThat(seen(call, call.request("MESSAGE").add("Route", "<sip:" + peer.server() + ";lr;mark=1>")))
                .contains("mark=1")
                .endsWith("|null");
    }

    @Test
    @Proves("JSR 289 5.7.1")
    void reliableResponseHasANumberAndWaitsForItsPrack() {
        Call call = peer.call("reliable");
        call.send(call.request("INVITE").add("Supported", "100rel"));
        SipMessage progress = call.expect(183);
        assertThat(progress.header("Require")).isEqualTo("100rel");
        long number = Long.parseLong(progress.require("RSeq"));
        call.send(call.request("PRACK").add("RAck", number + " 1 INVITE")).expect(200);
        call.expectOfInvite(200);
        call.ack();
        call.hangUp();
    }

    @Test
    @Proves("RFC 3262 3")
    void reliableResponseIsRepeatedUntilThePrackComes() {
        Call call = peer.call("reliable");
        call.send(call.request("INVITE").add("Supported", "100rel"));
        SipMessage progress = call.expect(183);
        peer.awaitCopies(progress, 2);
        call.send(call.request("PRACK").add("RAck", progress.require("RSeq") + " 1 INVITE"))
                .expect(200);
        call.expectOfInvite(200);
        call.ack();
        call.hangUp();
    }

    @Test
    @Proves(value = "JSR 289 5.7.1", negative = true)
    void onlyProvisionalResponsesToThoseWhoCanAreReliable() {
        Call call = peer.call("reliablyRefused");
        assertThat(seen(call, call.request("INVITE"))).isEqualTo("Rel100Exception Rel100Exception");
    }

    @Test
    @Proves(value = "JSR 289 5.2", negative = true)
    void sentMessageIsCommittedAndCannotBeChanged() {
        Call call = peer.call("committed");
        call.establish();
        assertThat(call.send("INFO").expect(200).header("X-Seen")).isEqualTo("false true true IllegalStateException");
        call.hangUp();
    }

    @Test
    @Proves(value = "JSR 289 5.1", negative = true)
    void nullNamesAreRefused() {
        assertThat(seen("nulls")).isEqualTo("NullPointerException NullPointerException NullPointerException");
    }

    @Test
    @Proves(value = "JSR 289 5.6", negative = true)
    void requestUriCanBeReplacedButNotByNothing() {
        assertThat(seen("requestUri")).isEqualTo("sip:x@192.0.2.1 NullPointerException");
    }

    @Test
    @Proves("JSR 289 5.1")
    void messageKnowsItsProtocolMethodAndCallId() {
        assertThat(seen("protocol")).isEqualTo("SIP/2.0 MESSAGE false");
    }
}
