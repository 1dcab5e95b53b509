// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeteredParserFactoryTest {
    private static final String HEAD = String.join(
            "\r\n",
            "MESSAGE sip:x SIP/2.0",
            "Via: SIP/2.0/UDP x;branch=z9hG4bK1",
            "From: <sip:a@x>;tag=1",
            "To: <sip:b@x>",
            "Call-ID: one@x",
            "CSeq: 1 MESSAGE",
            "Content-Type: text/plain",
            "");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void messageIsReadAsTheStackReadsIt() throws ParseException {
        var parser = new MeteredParserFactory().createMessageParser(null);

        var message = parser.parseSIPMessage(bytes(HEAD + "\r\n"), true, false, null);

        assertThat(message.getCallId().getCallId()).isEqualTo("one@x");
    }

    @Test
    void bodyEndsWhereContentLengthSays() throws ParseException {
        var parser = new MeteredParserFactory().createMessageParser(null);
        var request = HEAD + "Content-Length: 3\r\n\r\nabcdef";

        var message = parser.parseSIPMessage(bytes(request), true, false, null);

        assertThat(message.getRawContent()).asString(StandardCharsets.UTF_8).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    void bodyMayHoldEmptyLinesAndBeginsAfterTheFirst(String end) throws ParseException {
        var parser = new MeteredParserFactory().createMessageParser(null);
        var request = ("\r\n" + HEAD + "Content-Length: 5\r\n\r\n").replace("\r\n", end) + "a\n\nbc";

        assertThat(parser.parseSIPMessage(bytes(request), true, false, null).getRawContent())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("a\n\nbc");
    }

    @Test
    void bodyWithoutALengthReachesToTheEnd() throws ParseException {
        var parser = new MeteredParserFactory().createMessageParser(null);

        var message = parser.parseSIPMessage(bytes(HEAD + "\r\nabc\r\n\r\nl: 5"), true, false, null);

        assertThat(message.getRawContent()).asString(StandardCharsets.UTF_8).isEqualTo("abc\r\n\r\nl: 5");
        assertThat(message.getContentLength().getContentLength()).isEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 0", "l:0", "CONTENT-LENGTH :0"})
    void bodyOfNoLengthIsNone(String length) throws ParseException {
        var parser = new MeteredParserFactory().createMessageParser(null);

        assertThat(parser.parseSIPMessage(bytes(HEAD + length + "\r\n\r\nabc"), true, false, null)
                        .getRawContent())
                .isNull();
    }

    @Test
    void bodyThatIsShorterThanItSaysIsRefused() {
        var parser = new MeteredParserFactory().createMessageParser(null);
        var request = HEAD + "Content-Length: 9\r\n\r\nabc";

        assertThatThrownBy(() -> parser.parseSIPMessage(bytes(request), true, false, null))
                .isInstanceOf(ParseException.class);
    }

    @Test
    void nonsenseIsRefusedAlsoWithoutAConnector() {
        var parser = new MeteredParserFactory().createMessageParser(null);

        assertThatThrownBy(() -> parser.parseSIPMessage(bytes("OPTIONS\r\n\r\n"), true, false, null))
                .isInstanceOf(ParseException.class);
    }

    @Test
    void complaintIsOneShortLine() {
        var parser = new MeteredParserFactory().createMessageParser(null);
        var request = "OPTIONS sip:x SIP/2.0\r\nCSeq: " + "x".repeat(5_000) + " OPTIONS\r\n\r\n";

        assertThatThrownBy(
                        () -> parser.parseSIPMessage(bytes(request), true, false, (e, message, type, header, text) -> {
                            throw e;
                        }))
                .isInstanceOf(ParseException.class)
                .hasMessageNotContainingAny("\r", "\n")
                .extracting(e -> e.toString().length())
                .satisfies(length -> assertThat(length).isLessThan(250));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y\r\n", ";p=v", ",<sip:a@b>"})
    void headWithFarTooManyPartsIsRefusedAndALongBodyIsNot(String part) throws ParseException {
        var parser = new MeteredParserFactory().createMessageParser(null);
        var many = part.repeat(MeteredParserFactory.MOST_PARTS + 1);
        var head =
                "OPTIONS sip:x SIP/2.0\r\nVia: SIP/2.0/UDP a" + (part.startsWith("X") ? "\r\n" + many : many + "\r\n");
        var body = "MESSAGE sip:x SIP/2.0\r\nVia: SIP/2.0/UDP a\r\nFrom: <sip:x>\r\nTo: <sip:x>\r\n"
                + "Call-ID: 1@x\r\nCSeq: 1 MESSAGE\r\nContent-Length: 3\r\n\r\n" + many;

        assertThatThrownBy(() -> parser.parseSIPMessage(bytes(head + "\r\n"), true, false, null))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("more than");
        assertThat(parser.parseSIPMessage(bytes(body), true, false, null)).isNotNull();
    }
}
