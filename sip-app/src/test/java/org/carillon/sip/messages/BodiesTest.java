// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodiesTest {
    @ParameterizedTest
    @CsvSource({"application/sdp", "Application/SDP;charset=utf-8", "application/sdp ;x=y"})
    void sessionDescriptionIsTheBody(String type) {
        assertThat(SdpBody.read(type, bytes("v=0"))).isEqualTo(new SdpBody(0, Optional.of("v=0")));
    }

    @Test
    void messageWithoutBodyHasNone() {
        assertThat(SdpBody.read(null, null)).isEqualTo(new SdpBody(0, Optional.empty()));
        assertThat(SdpBody.read("application/sdp", new byte[0])).isEqualTo(new SdpBody(0, Optional.empty()));
    }

    @Test
    void otherTypesAreRefused() {
        assertThat(SdpBody.read("application/isup", bytes("x")).status()).isEqualTo(415);
        assertThat(SdpBody.read(null, bytes("x")).status()).isEqualTo(415);
        assertThat(SdpBody.read("application/sdpx", bytes("x")).status()).isEqualTo(415);
    }

    @Test
    void tooLongABodyIsRefused() {
        assertThat(SdpBody.read("application/sdp", new byte[SdpBody.LONGEST + 1])
                        .status())
                .isEqualTo(413);
    }

    @Test
    void partOfAMultipartBodyIsFound() {
        String body = """
                preamble
                --b1
                Content-Type: application/isup;version=itu

                \001\002
                --b1
                content-type:application/sdp

                v=0
                s=-
                --b1--
                """.replace("\n", "\r\n");
        assertThat(SdpBody.read("multipart/mixed;boundary=\"b1\"", bytes(body)).sdp())
                .contains("v=0\r\ns=-\r\n");
        assertThat(SdpBody.read("multipart/mixed; boundary=b1", bytes(body)).sdp())
                .contains("v=0\r\ns=-\r\n");
        assertThat(SdpBody.read("multipart/mixed;boundary=other", bytes(body)).status())
                .isEqualTo(415);
        assertThat(SdpBody.read("multipart/mixed", bytes(body)).status()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/dtmf-relay|Signal=5\\r\\nDuration=160|5",
                "application/dtmf-relay|signal = *|*",
                "application/dtmf-relay|Duration=160\\r\\nSignal=11\\r\\n|#",
                "Application/DTMF-Relay;x=y|Signal=d|D",
                "application/dtmf|7|7",
                "application/dtmf|10|*",
            })
    void digitIsReadInBothForms(String type, String body, char digit) {
        assertThat(InfoDigits.isDigitType(type)).isTrue();
        assertThat(InfoDigits.read(type, bytes(body.replace("\\r\\n", "\r\n")))).contains(digit);
    }

    @ParameterizedTest
    @CsvSource({
        "application/dtmf-relay,5",
        "application/dtmf,55",
        "application/dtmf,x",
        "application/dtmf-relay,Signal=12"
    })
    void whatIsNoDigitIsEmpty(String type, String body) {
        assertThat(InfoDigits.read(type, bytes(body))).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
