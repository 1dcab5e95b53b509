// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.form;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Locale;
import org.carillon.sip.metrics.MeteredParserFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OldViaTest {
    private static final String OURS = "SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK_ours";

    private static SIPMessage parse(String first, String method, String... vias) throws ParseException {
        var text = new StringBuilder(first).append("\r\n");
        for (var via : vias) {
            text.append("Via: ").append(via).append("\r\n");
        }
        text.append(String.join(
                "\r\n",
                "From: <sip:a@x>;tag=1",
                "To: <sip:b@x>",
                "Call-ID: One@x",
                "CSeq: 7 " + method,
                "Content-Length: 0",
                "",
                ""));
        return new MeteredParserFactory()
                .createMessageParser(null)
                .parseSIPMessage(text.toString().getBytes(StandardCharsets.UTF_8), true, false, null);
    }

    private static SIPRequest request(String method, String via) throws ParseException {
        return (SIPRequest) parse(method + " sip:b@x SIP/2.0", method, via);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SIP/2.0/UDP x", "SIP/2.0/UDP x;branch=1", "SIP/2.0/UDP x;branch=z9hG4bK", "SIP/2.0/UDP x:5061"})
    void transactionOfAnOldRequestIsFoundByNameAndItsViaStaysAsItWas(String via) throws ParseException {
        var request = request("INVITE", via);

        assertThat(request.getTopmostVia().getBranch()).startsWith("z9hG4bK-2543-");
        assertThat(request.getTransactionId())
                .isEqualTo(request("ACK", via).getTransactionId())
                .isEqualTo(request.getTopmostVia().getBranch().toLowerCase(Locale.ROOT));
        assertThat(request.encode()).contains("Via: " + via + "\r\n");
        var response = request.createResponse(200);
        response.getTopmostVia().setBranch(request.getTopmostVia().getBranch());
        assertThat(response.encode()).contains("Via: " + via + "\r\n");
        assertThat(response.getTransactionId()).isEqualTo(request.getTransactionId());
    }

    @Test
    void oldRequestsOfDifferentCallersHaveDifferentNames() throws ParseException {
        assertThat(request("INVITE", "SIP/2.0/UDP x").getTransactionId())
                .isNotEqualTo(request("INVITE", "SIP/2.0/UDP y").getTransactionId())
                .isNotEqualTo(request("INVITE", "SIP/2.0/UDP x;branch=1").getTransactionId());
    }

    @Test
    void viaOfAnOldRequestIsTheSameInTheResponseThatComesBackToAProxy() throws ParseException {
        var request = request("INVITE", "SIP/2.0/UDP x;branch=1");

        var response = (SIPResponse)
                parse("SIP/2.0 200 OK", "INVITE", OURS, "SIP/2.0/UDP x;branch=1;received=10.0.0.1", "SIP/2.0/UDP z");

        assertThat(response.getTopmostVia().getBranch()).isEqualTo("z9hG4bK_ours");
        response.getViaHeaders().removeFirst();
        assertThat(response.getTransactionId()).isEqualTo(request.getTransactionId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"z9hG4bK1", "Z9HG4BKa"})
    void branchThatNamesATransactionStays(String branch) throws ParseException {
        assertThat(request("INVITE", "SIP/2.0/UDP x;branch=" + branch)
                        .getTopmostVia()
                        .getBranch())
                .isEqualTo(branch);
    }

    @Test
    void responseWithoutCallIdIsLeftToTheStack() throws ParseException {
        var response = new MeteredParserFactory()
                .createMessageParser(null)
                .parseSIPMessage(
                        "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP x\r\n\r\n".getBytes(StandardCharsets.UTF_8),
                        true,
                        false,
                        null);

        assertThat(response.getTopmostVia().getBranch()).isNull();
    }
}
