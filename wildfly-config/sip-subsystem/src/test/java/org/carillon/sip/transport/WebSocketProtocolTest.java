// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketProtocolTest {
    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final String REQUEST = String.join(
            "\r\n",
            "GET /anything HTTP/1.1",
            "Host: sip.example.com",
            "Upgrade: WebSocket",
            "Connection: keep-alive, Upgrade",
            "Origin: https://anywhere.example.org",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Protocol: other, sip",
            "Sec-WebSocket-Version: 13",
            "",
            "");
    private static final String BYE = "BYE sip:a SIP/2.0\r\nl: 0\r\n\r\n";

    private final WebSocketProtocol protocol = new WebSocketProtocol();
    private final Heard heard = new Heard();

    private static byte[] masked(int first, String text) {
        var payload = text.getBytes(StandardCharsets.ISO_8859_1);
        var frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) first);
        if (payload.length <= 125) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length <= 65_535) {
            frame.put((byte) 0xfe).putShort((short) payload.length);
        } else {
            frame.put((byte) 0xff).putLong(payload.length);
        }
        var mask = new byte[] {1, 2, 3, 4};
        frame.put(mask);
        for (var i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i & 3]));
        }
        return java.util.Arrays.copyOf(frame.array(), frame.position());
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private void opened() throws ProtocolException {
        heard.feed(protocol, REQUEST, 1_000);
        heard.replies.clear();
    }

    @Test
    void handshakeIsAnsweredAsTheRfcComputesIt() throws ProtocolException {
        assertThat(protocol.pending()).isTrue();
        heard.feed(protocol, REQUEST, 10);

        assertThat(heard.reply(0))
                .startsWith("HTTP/1.1 101 ")
                .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "Sec-WebSocket-Protocol: sip");
        assertThat(protocol.established()).isTrue();
        assertThat(protocol.pending()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /,POST /,405",
        "Upgrade: WebSocket,X: y,426",
        "Version: 13,Version: 8,426",
        "dGhlIHNhbXBsZSBub25jZQ==,short,400",
        "Host: sip.example.com,X: y,400",
        "'other, sip',xmpp,400"
    })
    void otherRequestIsRefused(String part, String instead, String status) throws ProtocolException {
        heard.feed(protocol, REQUEST.replace(part, instead), 1_000);

        assertThat(heard.reply(0)).startsWith("HTTP/1.1 " + status);
        assertThat(heard.ended).isTrue();
        assertThat(protocol.established()).isFalse();
    }

    @Test
    void whatIsNoHttpOrHasNoEndIsRefused() {
        assertThatThrownBy(() -> heard.feed(protocol, BYE, 100)).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> heard.feed(new WebSocketProtocol(), "GET / HTTP/1.1\r\nX: " + "x".repeat(9_000), 100))
                .isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 64, 100_000})
    void messagesArriveWholeHoweverFramesAreCutAndJoined(int piece) throws ProtocolException {
        var invite = "INVITE sip:a SIP/2.0\r\nX: " + "x".repeat(300) + "\r\nl: 4\r\n\r\nbody";
        var big = "INVITE sip:a SIP/2.0\r\nX: " + "x".repeat(66_000) + "\r\nl: 0\r\n\r\n";
        var stream = joined(
                REQUEST.getBytes(StandardCharsets.US_ASCII),
                masked(TEXT, BYE),
                masked(BINARY, invite),
                masked(0x01, invite.substring(0, 10)),
                masked(0x89, "ping"),
                masked(0x00, invite.substring(10, 50)),
                masked(0x80, invite.substring(50)),
                masked(0x8a, "pong"),
                masked(TEXT, big),
                masked(TEXT, BYE));
        heard.feed(protocol, stream, piece);

        assertThat(heard.messages).containsExactly(BYE, invite, invite, big, BYE);
        assertThat(heard.pongs)
                .containsExactly(joined(new byte[] {(byte) 0x8a, 4}, "ping".getBytes(StandardCharsets.US_ASCII)));
        assertThat(protocol.pending()).isFalse();
    }

    @Test
    void bodyWithoutLengthGetsOne() throws ProtocolException {
        opened();
        heard.feed(protocol, masked(TEXT, "MESSAGE sip:a SIP/2.0\r\nX: y\r\n\r\nhello"), 1_000);

        assertThat(heard.messages).containsExactly("MESSAGE sip:a SIP/2.0\r\nX: y\r\nContent-Length: 5\r\n\r\nhello");
    }

    @Test
    void keepAliveOfSipIsAnsweredInAFrame() throws ProtocolException {
        opened();
        heard.feed(protocol, masked(TEXT, "\r\n\r\n"), 1_000);

        assertThat(heard.pongs).hasSize(1);
        assertThat(heard.pongs.get(0)).containsExactly(0x81, 2, '\r', '\n');
        assertThat(heard.messages).isEmpty();
    }

    @Test
    void closeIsAnsweredWithItsCodeAndNothingIsReadAfterwards() throws ProtocolException {
        opened();
        heard.feed(protocol, joined(masked(0x88, "\u0003\u00e8bye"), masked(TEXT, BYE)), 1_000);
        heard.feed(protocol, masked(TEXT, BYE), 1_000);

        assertThat(heard.reply(0)).isEqualTo("\u0088\u0002\u0003\u00e8");
        assertThat(heard.ended).isTrue();
        assertThat(heard.messages).isEmpty();
    }

    private void violates(int code, byte[] stream) throws ProtocolException {
        opened();
        heard.feed(protocol, stream, 1_000);

        assertThat(heard.replies).hasSize(1);
        assertThat(heard.replies.get(0)).containsExactly(0x88, 2, code >> 8, code & 0xff);
        assertThat(heard.ended).isTrue();
        assertThat(heard.messages).isEmpty();
    }

    @Test
    void unmaskedFrameIsAViolation() throws ProtocolException {
        violates(1002, new byte[] {(byte) TEXT, 1, 'x'});
    }

    @ParameterizedTest
    @ValueSource(ints = {0xc1, 0x80, 0x83, 0x8b, 0x09})
    void reservedBitsUnknownOrMisplacedFramesAreViolations(int first) throws ProtocolException {
        violates(1002, masked(first, BYE));
    }

    @Test
    void newMessageInsideAFragmentedOneIsAViolation() throws ProtocolException {
        violates(1002, joined(masked(0x01, "BYE"), masked(TEXT, BYE)));
    }

    @Test
    void longControlFrameIsAViolation() throws ProtocolException {
        violates(1002, masked(0x89, "x".repeat(126)));
    }

    @Test
    void tooLongMessageIsRefusedBeforeItArrivesInOneFrameOrMany() throws ProtocolException {
        violates(1009, new byte[] {(byte) TEXT, (byte) 0xff, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0});
    }

    @Test
    void fragmentsTogetherMustNotBeTooLong() throws ProtocolException {
        violates(
                1009,
                joined(
                        masked(0x01, "x".repeat(65_000)),
                        masked(0x00, "x".repeat(65_000)),
                        masked(0x00, "x".repeat(2_000))));
    }

    @Test
    void messageOfAThousandFragmentsIsTakenAndOfOneMoreIsNot() throws ProtocolException {
        var most = new ByteArrayOutputStream();
        most.writeBytes(masked(0x01, ""));
        for (var i = 2; i < 1_000; i++) {
            most.writeBytes(masked(0x00, ""));
        }
        opened();
        heard.feed(protocol, joined(most.toByteArray(), masked(0x80, BYE)), 1_000);
        assertThat(heard.messages).containsExactly(BYE);

        heard.feed(protocol, joined(most.toByteArray(), masked(0x00, ""), masked(0x80, BYE)), 1_000);
        assertThat(heard.messages).hasSize(1);
        assertThat(heard.replies.get(0)).containsExactly(0x88, 2, 1008 >> 8, 1008 & 0xff);
        assertThat(heard.ended).isTrue();
    }

    @Test
    void frameInSmallPiecesIsNotCopiedAtEachOfThem() throws Exception {
        opened();
        var frame = masked(TEXT, "INFO sip:a SIP/2.0\r\nX: " + "x".repeat(100_000) + "\r\nl: 0\r\n\r\n");

        // Each piece costs the test a buffer of its own; copies of what came before would be 10 GB.
        assertThat(Allocated.by(() -> heard.feed(protocol, frame, 1))).isLessThan(50_000_000);
        assertThat(heard.messages).hasSize(1);
    }

    @Test
    void messageInSmallFragmentsIsNotCopiedAtEachOfThem() throws Exception {
        opened();
        var fragments = new ByteArrayOutputStream();
        fragments.writeBytes(masked(0x01, "x".repeat(120_000)));
        for (var i = 2; i < 1_000; i++) {
            fragments.writeBytes(masked(0x00, "x"));
        }
        var stream = fragments.toByteArray();

        // Copies of what came before would be 120 MB.
        assertThat(Allocated.by(() -> heard.feed(protocol, stream, stream.length)))
                .isLessThan(5_000_000);
        assertThat(protocol.pending()).isTrue();
    }

    @Test
    void lengthThatOverflowsIsRefused() throws ProtocolException {
        violates(1009, new byte[] {(byte) TEXT, (byte) 0xff, -1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0});
    }

    @Test
    void ourMessagesAreTextUnlessTheyAreNotUtf8() {
        assertThat(protocol.frame(new byte[] {'a'})).containsExactly(TEXT, 1, 'a');
        assertThat(protocol.frame(new byte[] {(byte) 0xff})).containsExactly(BINARY, 1, 0xff);
        assertThat(protocol.frame(new byte[126])).hasSize(130).startsWith(TEXT, 126, 0, 126);
        assertThat(protocol.frame(new byte[65_536])).hasSize(65_546).startsWith(TEXT, 127, 0, 0, 0, 0, 0, 1, 0, 0);
    }
}
