// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.drain;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewDialogsTest {
    private static boolean opens(String method, String to, String header) throws ParseException {
        var text =
                method + " sip:x@192.0.2.1 SIP/2.0\r\nTo: " + to + "\r\nCSeq: 1 " + method + "\r\n" + header + "\r\n";
        return NewDialogs.opens((SIPRequest)
                new StringMsgParser().parseSIPMessage(text.getBytes(StandardCharsets.UTF_8), true, false, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "OPTIONS", "REGISTER", "SUBSCRIBE", "MESSAGE", "FOO"})
    void requestWithoutATagBeginsSomething(String method) throws ParseException {
        assertThat(opens(method, "<sip:x@192.0.2.1>", "")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "BYE", "OPTIONS", "UPDATE", "INFO", "ACK"})
    void requestWithATagBelongsToADialog(String method) throws ParseException {
        assertThat(opens(method, "<sip:x@192.0.2.1>;tag=1", "")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "CANCEL,''",
        "ACK,''",
        "INVITE,'Replaces: 1@x;to-tag=a;from-tag=b'",
        "INVITE,'Join: 1@x;to-tag=a;from-tag=b'"
    })
    void whatGoesOnWithACallInProgressPasses(String method, String header) throws ParseException {
        assertThat(opens(method, "<sip:x@192.0.2.1>", header.isEmpty() ? "" : header + "\r\n"))
                .isFalse();
    }
}
