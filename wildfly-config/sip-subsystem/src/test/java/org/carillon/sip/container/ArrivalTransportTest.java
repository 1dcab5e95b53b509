// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalTransportTest {
    private static SIPRequest request(String transport) throws ParseException {
        var text = "OPTIONS sip:a@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/" + transport
                + " 127.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:a@127.0.0.1>;tag=1\r\nTo: <sip:b@127.0.0.1>\r\n"
                + "Call-ID: one\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
        return (SIPRequest)
                new StringMsgParser().parseSIPMessage(text.getBytes(StandardCharsets.US_ASCII), true, false, null);
    }

    @ParameterizedTest
    @CsvSource({"1e9, false", "0x10, false", "9223372036854775808, false", "5070, true", "'', true"})
    void portThatIsNoneIsTakenAway(String port, boolean kept) throws Exception {
        var request = request("UDP");
        request.getTopmostVia().setParameter("rport", port);

        RequestChecks.dropOddPorts(request);

        assertThat(request.getTopmostVia().hasParameter("rport")).isEqualTo(kept);
        assertThat(request.createResponse(200)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "udp, TCP, UDP",
        "udp, SCTP, UDP",
        "UDP, udp, udp",
        "TCP, TLS, TCP",
        "WS, WSS, WSS",
        "WS, UDX, WS",
        "UDP, WS, UDP"
    })
    void answerGoesBackOnTheWayTheRequestCame(String arrival, String said, String answered) throws Exception {
        var request = request(said);

        ArrivalTransport.correct(request, arrival);

        assertThat(request.getTopmostVia().getTransport()).isEqualTo(answered);
    }
}
