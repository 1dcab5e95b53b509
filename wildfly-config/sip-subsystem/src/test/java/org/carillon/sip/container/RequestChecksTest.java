// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import javax.sip.PeerUnavailableException;
import javax.sip.RequestEvent;
import javax.sip.SipFactory;
import javax.sip.header.RouteHeader;
import javax.sip.message.Request;
import org.junit.jupiter.api.Test;

class RequestChecksTest {
    private final RequestChecks checks = new RequestChecks(name -> false);

    private static Request request(String branch, String uri) {
        return request("OPTIONS", branch, uri);
    }

    private static Request request(String method, String branch, String uri) {
        try {
            return SipFactory.getInstance()
                    .createMessageFactory()
                    .createRequest(String.join(
                            "\r\n",
                            method + " " + uri + " SIP/2.0",
                            "Via: SIP/2.0/UDP 127.0.0.1:5070;branch=" + branch,
                            "Max-Forwards: 70",
                            "Route: <sip:127.0.0.1:5060;lr>",
                            "From: <sip:a@example.com>;tag=1",
                            "To: <sip:b@example.com>",
                            "Call-ID: one",
                            "CSeq: 1 " + method,
                            "Content-Length: 0\r\n\r\n"));
        } catch (ParseException | PeerUnavailableException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isMerged(Request request) {
        return checks.isMerged(new RequestEvent(this, null, null, request));
    }

    @Test
    void requestThatComesOnAnotherWayIsMerged() {
        assertThat(isMerged(request("z9hG4bKa", "sip:b@example.com"))).isFalse();
        assertThat(isMerged(request("z9hG4bKa", "sip:b@example.com"))).isFalse();
        assertThat(isMerged(request("z9hG4bKb", "sip:b@example.com"))).isTrue();
    }

    @Test
    void spiralIsNotMerged() {
        assertThat(isMerged(request("z9hG4bKa", "sip:b@example.com"))).isFalse();
        assertThat(isMerged(request("z9hG4bKb", "sip:c@example.com"))).isFalse();
    }

    @Test
    void requestIsForgottenWithItsTransactionAlthoughItsRouteIsGone() {
        var first = request("z9hG4bKa", "sip:b@example.com");
        assertThat(isMerged(first)).isFalse();
        first.removeFirst(RouteHeader.NAME);

        checks.ended("z9hG4bKa", "OPTIONS");

        assertThat(isMerged(request("z9hG4bKb", "sip:b@example.com"))).isFalse();
    }

    @Test
    void endOfTheCopyDoesNotForgetTheFirst() {
        isMerged(request("z9hG4bKa", "sip:b@example.com"));
        isMerged(request("z9hG4bKb", "sip:b@example.com"));

        checks.ended("z9hG4bKb", "OPTIONS");

        assertThat(isMerged(request("z9hG4bKc", "sip:b@example.com"))).isTrue();
    }

    @Test
    void cancelDoesNotKeepItsInviteFromBeingForgotten() {
        isMerged(request("INVITE", "z9hG4bKa", "sip:b@example.com"));
        isMerged(request("CANCEL", "z9hG4bKa", "sip:b@example.com"));
        checks.ended("z9hG4bKa", "CANCEL");

        assertThat(isMerged(request("INVITE", "z9hG4bKb", "sip:b@example.com"))).isTrue();
        checks.ended("z9hG4bKa", "INVITE");

        assertThat(isMerged(request("INVITE", "z9hG4bKc", "sip:b@example.com"))).isFalse();
    }

    @Test
    void transactionsWithOneNameLeaveNothingBehind() {
        isMerged(request("z9hG4bKa", "sip:b@example.com"));
        isMerged(request("z9hG4bKa", "sip:c@example.com"));
        checks.ended("z9hG4bKa", "OPTIONS");
        checks.ended("z9hG4bKa", "OPTIONS");

        assertThat(isMerged(request("z9hG4bKb", "sip:b@example.com"))).isFalse();
        assertThat(isMerged(request("z9hG4bKc", "sip:c@example.com"))).isFalse();
    }

    @Test
    void methodInTheWrongCaseIsNotTheMethod() {
        assertThat(RequestChecks.isMisspelt("options")).isTrue();
        assertThat(RequestChecks.isMisspelt("OPTIONS")).isFalse();
        assertThat(RequestChecks.isMisspelt("peal")).isFalse();
    }

    private static boolean isUsable(String field) throws ParseException {
        var request = (SIPRequest) request("z9hG4bKa", "sip:b@example.com");
        request.setHeader(StringMsgParser.parseSIPHeader(field));
        return RequestChecks.hasUsableFields(request);
    }

    @Test
    void requestThatCannotBeAnsweredOrBeginADialogIsBad() throws ParseException {
        assertThat(isUsable("From: <sip:a@example.com>;tag")).isFalse();
        assertThat(isUsable("Record-Route: <urn:service:sos>")).isFalse();
        assertThat(isUsable("Record-Route: <sip:p.example.com;lr>")).isTrue();
        assertThat(isUsable("From: <sip:a@example.com>")).isTrue();
    }
}
