// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts a stream into SIP messages by Content-Length (RFC 3261 section 18.3) and answers keep-alives (RFC 5626 section
 * 3.5.1).
 *
 * <p>A message without the header has no body. Memory grows with what arrived and not with what was announced.
 */
final class SipFramer implements StreamProtocol {
    /** Most bytes of start line and headers. */
    static final int MAX_HEAD = 65_536;
    /** Most bytes of a body. */
    static final int MAX_BODY = 65_536;

    private static final int FIRST_BUFFER = 2_048;
    private static final byte[] NOTHING = {};
    private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private byte[] buffer = NOTHING;
    private int count;
    private int lineStart;
    private int emptyLines;
    /** Length of the whole message once its head is complete, 0 before. */
    private int total;

    @Override
    public void read(ByteBuffer bytes, Sink sink) throws ProtocolException {
        while (bytes.hasRemaining()) {
            if (total > 0) {
                body(bytes);
            } else if (count == 0) {
                between(bytes.get(), sink);
            } else {
                head(bytes.get());
            }
            if (total > 0 && count == total) {
                sink.message(Arrays.copyOf(buffer, total));
                reset();
            }
        }
    }

    /** Between two messages there may be empty lines: two are a ping, one is the pong to ours or a habit. */
    private void between(byte next, Sink sink) throws ProtocolException {
        if (next == '\r') {
            return;
        }
        if (next != '\n') {
            emptyLines = 0;
            head(next);
            return;
        }
        emptyLines++;
        if (emptyLines == 2) {
            emptyLines = 0;
            sink.pong(PONG);
        }
    }

    private void head(byte next) throws ProtocolException {
        if (count == MAX_HEAD) {
            throw new ProtocolException("the head of a message is longer than " + MAX_HEAD + " bytes");
        }
        room(1);
        buffer[count++] = next;
        if (next != '\n') {
            return;
        }
        var empty = count - lineStart == 1 || (count - lineStart == 2 && buffer[lineStart] == '\r');
        lineStart = count;
        if (empty) {
            headComplete();
        }
    }

    private void headComplete() throws ProtocolException {
        var body = Math.max(0, SipHead.contentLength(buffer, count));
        if (body > MAX_BODY) {
            throw new ProtocolException("the body of a message is longer than " + MAX_BODY + " bytes");
        }
        total = count + body;
    }

    private void body(ByteBuffer bytes) {
        var length = Math.min(bytes.remaining(), total - count);
        room(length);
        bytes.get(buffer, count, length);
        count += length;
    }

    private void room(int more) {
        if (count + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(count + more, Math.max(FIRST_BUFFER, 2 * buffer.length)));
        }
    }

    private void reset() {
        count = 0;
        lineStart = 0;
        total = 0;
        if (buffer.length > FIRST_BUFFER) {
            buffer = NOTHING;
        }
    }

    @Override
    public byte[] frame(byte[] message) {
        return message;
    }

    @Override
    public boolean pending() {
        return count > 0;
    }

    @Override
    public boolean established() {
        return false;
    }
}
