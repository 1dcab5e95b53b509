// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipFramerTest {
    private static final String INFO = "INFO sip:a SIP/2.0\r\nCall-ID: 1\r\nContent-Length: 4\r\n\r\nbody";
    private static final String BYE = "BYE sip:a SIP/2.0\r\nl : 0\r\n\r\n";

    private final SipFramer framer = new SipFramer();
    private final Heard heard = new Heard();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50, 10_000})
    void messagesAreCutByTheirLengthHoweverTheyArrive(int piece) throws ProtocolException {
        heard.feed(framer, INFO + BYE + "\r\n" + INFO, piece);

        assertThat(heard.messages).containsExactly(INFO, BYE, INFO);
        assertThat(heard.pongs).isEmpty();
        assertThat(framer.pending()).isFalse();
    }

    @Test
    void messageWithoutLengthHasNoBody() throws ProtocolException {
        heard.feed(framer, "ACK sip:a SIP/2.0\r\n\r\n" + BYE, 9);

        assertThat(heard.messages).containsExactly("ACK sip:a SIP/2.0\r\n\r\n", BYE);
    }

    @Test
    void doubleCrlfIsAnsweredByOneCrlf() throws ProtocolException {
        heard.feed(framer, "\r\n\r\n" + BYE + "\r\n\r\n\r\n\r\n", 1);

        assertThat(heard.pongs).hasSize(3).allSatisfy(reply -> assertThat(reply).containsExactly('\r', '\n'));
        assertThat(heard.messages).containsExactly(BYE);
    }

    @Test
    void singleCrlfIsNotAnswered() throws ProtocolException {
        heard.feed(framer, "\r\n" + BYE + "\r\n" + BYE, 100);

        assertThat(heard.pongs).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: x", "Content-Length:", "l: -1", "l: 1\r\nContent-Length: 2", "l: 1 1"})
    void lengthThatIsNoNumberEndsTheStream(String header) {
        assertThatThrownBy(() -> heard.feed(framer, "BYE sip:a SIP/2.0\r\n" + header + "\r\n\r\n", 100))
                .isInstanceOf(ProtocolException.class);
        assertThat(heard.messages).isEmpty();
    }

    @Test
    void longestHeadAndBodyAreTakenAndOneByteMoreIsNot() throws ProtocolException {
        var start = "INFO sip:a SIP/2.0\r\nl: " + SipFramer.MAX_BODY + "\r\nX: ";
        var head = start + "x".repeat(SipFramer.MAX_HEAD - start.length() - 4) + "\r\n\r\n";
        heard.feed(framer, head + "b".repeat(SipFramer.MAX_BODY), 1_000);

        assertThat(heard.messages).hasSize(1);
        assertThatThrownBy(() -> heard.feed(framer, "x" + head, 1_000)).hasMessageContaining("head");
        assertThatThrownBy(() -> heard.feed(
                        new SipFramer(), "INFO sip:a SIP/2.0\r\nl: " + (SipFramer.MAX_BODY + 1) + "\r\n\r\n", 1_000))
                .hasMessageContaining("body");
    }

    @Test
    void begunMessageIsPending() throws ProtocolException {
        heard.feed(framer, "\r\n", 2);
        assertThat(framer.pending()).isFalse();

        heard.feed(framer, INFO.substring(0, INFO.length() - 1), 100);
        assertThat(framer.pending()).isTrue();
    }
}
