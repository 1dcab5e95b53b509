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
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void messageIsReadAsTheStackReadsIt() throws ParseException {
        var parser = new MeteredParserFactory().createMessageParser(null);

        var message = parser.parseSIPMessage(bytes("OPTIONS sip:x SIP/2.0\r\nCall-ID: 1@x\r\n\r\n"), true, false, null);

        assertThat(message.getCallId().getCallId()).isEqualTo("1@x");
    }

    @Test
    void bodyEndsWhereContentLengthSays() throws ParseException {
        var parser = new MeteredParserFactory().createMessageParser(null);
        var request = "MESSAGE sip:x SIP/2.0\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nabcdef";

        var message = parser.parseSIPMessage(bytes(request), true, false, null);

        assertThat(message.getRawContent()).asString(StandardCharsets.UTF_8).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    void bodyMayHoldEmptyLinesAndBeginsAfterTheFirst(String end) throws ParseException {
        var parser = new MeteredParserFactory().createMessageParser(null);
        var request = String.join(
                end, "", "MESSAGE sip:x SIP/2.0", "Content-Type: text/plain", "Content-Length: 5", "", "a\n\nbc");

        assertThat(parser.parseSIPMessage(bytes(request), true, false, null).getRawContent())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("a\n\nbc");
    }

    @Test
    void bodyThatIsShorterThanItSaysIsRefused() {
        var parser = new MeteredParserFactory().createMessageParser(null);
        var request = "MESSAGE sip:x SIP/2.0\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nabc";

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
}
