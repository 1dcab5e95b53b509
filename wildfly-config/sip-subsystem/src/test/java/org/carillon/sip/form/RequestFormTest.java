// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.nist.javax.sip.message.SIPMessage;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import org.carillon.sip.metrics.MeteredParserFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks as the parser asks for them. */
class RequestFormTest {
    private static final String HEAD = String.join(
            "\r\n",
            "MESSAGE sip:x SIP/2.0",
            "Via: SIP/2.0/UDP x;branch=z9hG4bK1",
            "From: <sip:a@x>;tag=1",
            "To: <sip:b@x>",
            "Call-ID: one@x",
            "CSeq: 1 MESSAGE",
            "Max-Forwards: 70",
            "Content-Length: 1",
            "");

    private static SIPMessage parse(String text) throws ParseException {
        return new MeteredParserFactory()
                .createMessageParser(null)
                .parseSIPMessage(text.getBytes(StandardCharsets.UTF_8), true, false, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: <sip:c@x>;tag=2",
                "f:<sip:c@x>;tag=2",
                "To: <sip:c@x>",
                "T\t: <sip:c@x>",
                "Call-ID: two@x",
                "i : two@x",
                "CSEQ: 2 MESSAGE",
                "Max-Forwards: 69",
                "Content-Length: 2",
                "l: 2"
            })
    void fieldThatComesTwiceIsRefused(String line) {
        assertThatThrownBy(() -> parse(HEAD + line + "\r\n\r\nab"))
                .isInstanceOf(ParseException.class)
                .hasMessageStartingWith("more than one ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Via: SIP/2.0/UDP y;branch=z9hG4bK2",
                "Contact: <sip:a@x>",
                "Contact: <sip:b@x>",
                "Fromage: Camembert",
                "Toll: free",
                "In-Reply-To: one@x",
                "MIME-Version: 1.0",
                "Content-Language: en",
                "Call-Info: <http://x/photo>"
            })
    void otherFieldsMayCome(String line) {
        assertThatCode(() -> parse(HEAD + line + "\r\n" + line + "\r\n\r\na")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Via", "From", "To", "Call-ID", "CSeq"})
    void requestNeedsItsFields(String name) {
        assertThatThrownBy(() -> parse(HEAD.replaceFirst("(?m)^" + name + ": .*\r\n", "") + "\r\na"))
                .isInstanceOf(ParseException.class)
                .hasMessage("no " + name);
    }

    @Test
    void responseIsLeftToTheStack() {
        assertThatCode(() -> parse("SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\n\r\n")).doesNotThrowAnyException();
    }

    @Test
    void sequenceIsOfTheMethod() {
        assertThatThrownBy(() -> parse(HEAD.replace("1 MESSAGE", "1 INVITE") + "\r\na"))
                .isInstanceOf(ParseException.class);
    }

    @Test
    void methodKeepsItsCase() throws ParseException {
        assertThat(parse(HEAD.replace("MESSAGE", "Message") + "\r\na").encode()).contains("CSeq: 1 Message\r\n");
    }

    @ParameterizedTest
    @CsvSource({"SIP/7.0", "SIP/2.1", "sip/3.0", "SIP/20.0", "SIP/2"})
    void otherVersionIsNotSupported(String version) {
        assertThatThrownBy(() -> parse(HEAD.replace("x SIP/2.0", "x " + version) + "\r\na"))
                .isInstanceOf(UnsupportedVersionException.class)
                .hasMessageEndingWith(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1", "2.0", ""})
    void whatIsNoVersionIsMalformed(String version) {
        assertThatThrownBy(() -> parse(HEAD.replace("x SIP/2.0", "x " + version) + "\r\na"))
                .isInstanceOf(ParseException.class)
                .isNotInstanceOf(UnsupportedVersionException.class);
    }
}
