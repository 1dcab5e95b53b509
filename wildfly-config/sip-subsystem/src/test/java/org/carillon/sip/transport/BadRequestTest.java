// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadRequestTest {
    private static final String HEADERS =
            "Via: SIP/2.0/TCP a\r\nv: SIP/2.0/UDP b;\r\n branch=c\r\nf: <sip:a@b>;tag=1\r\nTo : <sip:c@d>\r\ni: id\r\n";

    private static String answer(String request) {
        return BadRequest.to(request.getBytes(StandardCharsets.UTF_8), new ParseException("bad", 0))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    @Test
    void answerRepeatsWhatThePeerNeedsToFindItsRequest() {
        assertThat(answer("INFO sip:a SIP/2.0\r\n" + HEADERS + "CSeq: x\r\nX: y\r\n\r\nCSeq: 7"))
                .isEqualTo(String.join(
                        "\r\n",
                        "SIP/2.0 400 Bad Request",
                        "Via: SIP/2.0/TCP a",
                        "v: SIP/2.0/UDP b; branch=c",
                        "f: <sip:a@b>;tag=1",
                        "To : <sip:c@d>;tag=bad",
                        "i: id",
                        "CSeq: x",
                        "Content-Length: 0",
                        "",
                        ""));
    }

    @Test
    void headerOfManyLinesIsNotCopiedForEachOfThem() throws Exception {
        var request = "INFO sip:a SIP/2.0\r\n" + HEADERS + "CSeq: x\r\n" + " y\r\n".repeat(16_000) + "\r\n";

        // Copies of what came before would be 256 MB.
        assertThat(Allocated.by(() -> assertThat(answer(request)).contains("CSeq: x y y y")))
                .isLessThan(20_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACK sip:a SIP/2.0", "SIP/2.0 200 OK"})
    void neitherAckNorResponseIsAnswered(String start) {
        assertThat(answer(start + "\r\n" + HEADERS + "CSeq: x\r\n\r\n")).isEmpty();
    }

    @Test
    void fieldThatIsNotThereIsNotRepeated() {
        assertThat(answer("INFO sip:a SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=b\r\nCSeq: 1 INFO\r\n\r\n"))
                .isEqualTo(String.join(
                        "\r\n",
                        "SIP/2.0 400 Bad Request",
                        "Via: SIP/2.0/UDP a;branch=b",
                        "CSeq: 1 INFO",
                        "Content-Length: 0",
                        "",
                        ""));
    }

    @Test
    void requestWithoutViaIsNotAnswered() {
        assertThat(answer("INFO sip:a SIP/2.0\r\nFrom: <sip:a@b>\r\nCSeq: 1 INFO\r\n\r\n"))
                .isEmpty();
        assertThat(answer("")).isEmpty();
    }
}
