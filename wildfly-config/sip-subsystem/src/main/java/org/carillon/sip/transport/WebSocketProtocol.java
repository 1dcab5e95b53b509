// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The server's side of WebSocket (RFC 6455) carrying SIP (RFC 7118): one SIP message in each WebSocket message, text
 * or binary.
 *
 * <p>A client must mask its frames, extensions are not negotiated, and a message is bounded, whether it comes in one
 * frame or in many; so is the number of these. Each byte is copied a few times and no more, however small the pieces
 * are in which it comes. The Origin is not looked at: a browser's page must register or be called like any other phone.
 */
final class WebSocketProtocol implements StreamProtocol {
    private static final int MAX_MESSAGE = SipFramer.MAX_HEAD + SipFramer.MAX_BODY;
    private static final int MAX_REQUEST = 8_192;
    private static final int MAX_CONTROL = 125;
    private static final int MAX_FRAGMENTS = 1_000;
    private static final int FRAME_HEAD = 14;

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private static final int PROTOCOL_ERROR = 1002;
    private static final int POLICY = 1008;
    private static final int TOO_BIG = 1009;
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] NOTHING = {};

    private volatile boolean open;
    private byte[] buffer = NOTHING;
    private int count;
    /** What came of a message in fragments, of which there were so many; none when it has not begun. */
    private byte[] message = NOTHING;

    private int messageCount;
    private int fragments;
    private boolean ended;

    @Override
    public void read(ByteBuffer bytes, Sink sink) throws ProtocolException {
        if (ended) {
            bytes.position(bytes.limit());
            return;
        }
        append(bytes);
        var used = 0;
        for (var step = 1; step > 0 && !ended; used += step) {
            step = open ? frame(used, sink) : handshake(sink);
        }
        count = ended ? 0 : count - used;
        if (count == 0) {
            buffer = NOTHING;
        } else if (used > 0) {
            // What is left came with the last read: what came before was the beginning of what was used.
            buffer = Arrays.copyOfRange(buffer, used, used + count);
        }
    }

    private void append(ByteBuffer bytes) {
        var length = bytes.remaining();
        buffer = roomy(buffer, count + length);
        bytes.get(buffer, count, length);
        count += length;
    }

    /** {@return the array, or a longer one with the same beginning, at least twice as long while that can be of use} */
    private static byte[] roomy(byte[] array, int length) {
        return array.length >= length
                ? array
                : Arrays.copyOf(array, Math.max(length, Math.min(2 * array.length, MAX_MESSAGE + FRAME_HEAD)));
    }

    /** {@return how many bytes were used, 0 when more must come first} */
    private int handshake(Sink sink) throws ProtocolException {
        for (var at = 3; at < Math.min(count, MAX_REQUEST); at++) {
            if (buffer[at] == '\n' && buffer[at - 1] == '\r' && buffer[at - 2] == '\n') {
                var answer = WebSocketHandshake.to(buffer, at + 1);
                sink.reply(answer.text().getBytes(StandardCharsets.US_ASCII));
                open = answer.accepted();
                if (!open) {
                    end(sink);
                }
                return at + 1;
            }
        }
        if (count >= MAX_REQUEST) {
            throw new ProtocolException("the handshake is longer than " + MAX_REQUEST + " bytes");
        }
        return 0;
    }

    private int frame(int at, Sink sink) {
        if (count - at < 2) {
            return 0;
        }
        var second = buffer[at + 1] & 0xff;
        var lengthBytes = (second & 0x7f) == 126 ? 2 : (second & 0x7f) == 127 ? 8 : 0;
        var head = 2 + lengthBytes + 4;
        if ((second & 0x80) == 0 || (buffer[at] & 0x70) != 0) {
            return violation(PROTOCOL_ERROR, sink);
        }
        if (count - at < head) {
            return 0;
        }
        var length = lengthBytes == 0 ? second & 0x7f : number(at + 2, lengthBytes);
        if (length < 0 || length + messageCount > MAX_MESSAGE) {
            return violation(TOO_BIG, sink);
        }
        if (count - at < head + length) {
            return 0;
        }
        var payload = Arrays.copyOfRange(buffer, at + head, at + head + (int) length);
        for (var i = 0; i < payload.length; i++) {
            payload[i] ^= buffer[at + head - 4 + (i & 3)];
        }
        taken(buffer[at] & 0xff, payload, sink);
        return head + (int) length;
    }

    private long number(int at, int bytes) {
        var number = 0L;
        for (var i = 0; i < bytes; i++) {
            number = (number << 8) | (buffer[at + i] & 0xff);
        }
        return number;
    }

    private void taken(int first, byte[] payload, Sink sink) {
        var last = (first & 0x80) != 0;
        var operation = first & 0x0f;
        if (operation >= CLOSE) {
            if (!last || payload.length > MAX_CONTROL) {
                violation(PROTOCOL_ERROR, sink);
                return;
            }
            control(operation, payload, sink);
            return;
        }
        var begins = operation == TEXT || operation == BINARY;
        if ((!begins && operation != CONTINUATION) || begins == (fragments > 0)) {
            violation(PROTOCOL_ERROR, sink);
        } else if (begins && last) {
            message(payload, sink);
        } else {
            fragment(payload, last, sink);
        }
    }

    private void fragment(byte[] payload, boolean last, Sink sink) {
        if (fragments == MAX_FRAGMENTS) {
            violation(POLICY, sink);
            return;
        }
        fragments++;
        message = roomy(message, messageCount + payload.length);
        System.arraycopy(payload, 0, message, messageCount, payload.length);
        messageCount += payload.length;
        if (last) {
            var whole = Arrays.copyOf(message, messageCount);
            forget();
            message(whole, sink);
        }
    }

    private void forget() {
        message = NOTHING;
        messageCount = 0;
        fragments = 0;
    }

    private void control(int operation, byte[] payload, Sink sink) {
        switch (operation) {
            case PING -> sink.pong(encoded(PONG, payload));
            case PONG -> {}
            case CLOSE -> {
                sink.reply(encoded(CLOSE, payload.length < 2 ? NOTHING : Arrays.copyOf(payload, 2)));
                end(sink);
            }
            default -> violation(PROTOCOL_ERROR, sink);
        }
    }

    private void message(byte[] whole, Sink sink) {
        if (new String(whole, StandardCharsets.ISO_8859_1).isBlank()) {
            // Some clients keep their connection alive as over TCP (RFC 5626 section 3.5.1).
            sink.pong(encoded(TEXT, CRLF));
            return;
        }
        try {
            sink.message(withLength(whole));
        } catch (ProtocolException e) {
            violation(PROTOCOL_ERROR, sink);
        }
    }

    /** Content-Length may be missing here (RFC 7118 section 5.3), and the stack would then pass over the body. */
    private static byte[] withLength(byte[] message) throws ProtocolException {
        var head = headLength(message);
        if (head < 0 || head == message.length || SipHead.contentLength(message, head) != SipHead.NONE) {
            return message;
        }
        var header = ("Content-Length: " + (message.length - head) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        var headers = Arrays.copyOf(message, head - 2);
        return joined(joined(headers, header), Arrays.copyOfRange(message, head, message.length));
    }

    private static int headLength(byte[] message) {
        for (var at = 3; at < message.length; at++) {
            if (message[at] == '\n' && message[at - 1] == '\r' && message[at - 2] == '\n') {
                return at + 1;
            }
        }
        return -1;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private int violation(int code, Sink sink) {
        sink.reply(encoded(CLOSE, new byte[] {(byte) (code >> 8), (byte) code}));
        end(sink);
        return 0;
    }

    private void end(Sink sink) {
        ended = true;
        forget();
        sink.end();
    }

    @Override
    public byte[] frame(byte[] message) {
        return encoded(isText(message) ? TEXT : BINARY, message);
    }

    /** A text frame must be UTF-8 (RFC 6455 section 5.6), and a body need not be. */
    private static boolean isText(byte[] message) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static byte[] encoded(int operation, byte[] payload) {
        var frame = ByteBuffer.allocate(FRAME_HEAD + payload.length);
        frame.put((byte) (0x80 | operation));
        if (payload.length <= MAX_CONTROL) {
            frame.put((byte) payload.length);
        } else if (payload.length <= 0xffff) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload);
        return Arrays.copyOf(frame.array(), frame.position());
    }

    @Override
    public boolean pending() {
        return !ended && (count > 0 || fragments > 0 || !open);
    }

    @Override
    public boolean established() {
        return open;
    }
}
