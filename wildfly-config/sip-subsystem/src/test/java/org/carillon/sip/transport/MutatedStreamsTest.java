// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Damaged streams end in a {@link ProtocolException} or in messages, never in another exception, and stay bounded. */
class MutatedStreamsTest {
    private static final int STREAMS = 20_000;
    private static final String MESSAGE =
            "INVITE sip:a SIP/2.0\r\nCall-ID: 1\r\nContent-Length: 4\r\n\r\nbody\r\n\r\nBYE sip:a SIP/2.0\r\nl: 0\r\n\r\n";
    private static final String HANDSHAKE = String.join(
            "\r\n",
            "GET / HTTP/1.1",
            "Host: x",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Protocol: sip",
            "",
            "");

    private final Random random = new Random(7118);

    private byte[] mutated(byte[] original) {
        var bytes = Arrays.copyOf(original, original.length);
        for (var i = random.nextInt(4); i >= 0; i--) {
            switch (random.nextInt(3)) {
                case 0 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                case 1 -> {
                    var at = random.nextInt(bytes.length);
                    var from = random.nextInt(bytes.length);
                    var length = random.nextInt(Math.min(bytes.length - at, bytes.length - from));
                    System.arraycopy(bytes, from, bytes, at, length);
                }
                default -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
            }
        }
        return bytes;
    }

    private int feed(Supplier<StreamProtocol> protocols, byte[] original) {
        var refused = 0;
        for (var i = 0; i < STREAMS; i++) {
            var protocol = protocols.get();
            var heard = new Heard();
            try {
                heard.feed(protocol, mutated(original), 1 + random.nextInt(100));
            } catch (ProtocolException e) {
                refused++;
            }
            assertThat(heard.messages).hasSizeLessThan(20);
        }
        return refused;
    }

    @Test
    void sipFramer() {
        assertThat(feed(SipFramer::new, MESSAGE.getBytes(StandardCharsets.US_ASCII)))
                .isBetween(1, STREAMS - 1);
    }

    @Test
    void webSocket() {
        var text = MESSAGE.getBytes(StandardCharsets.US_ASCII);
        var frames = ByteBuffer.allocate(HANDSHAKE.length() + 2 * (text.length + 6));
        frames.put(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
        for (var i = 0; i < 2; i++) {
            frames.put((byte) 0x81).put((byte) (0x80 | text.length)).putInt(0).put(text);
        }

        assertThat(feed(WebSocketProtocol::new, frames.array())).isBetween(1, STREAMS - 1);
    }
}
