// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import java.net.ProtocolException;

/** Reads the length of the body out of a message's head (RFC 3261 section 20.14; the compact form is {@code l}). */
final class SipHead {
    private static final byte[] LONG_NAME = {'c', 'o', 'n', 't', 'e', 'n', 't', '-', 'l', 'e', 'n', 'g', 't', 'h'};
    private static final byte[] COMPACT_NAME = {'l'};
    private static final int MAX_DIGITS = 9;

    /** What {@link #contentLength} says of a head without the header. */
    static final int NONE = -1;

    private SipHead() {}

    /**
     * {@return the length that the head announces, or {@link #NONE}}
     *
     * @throws ProtocolException when it is not a number, or when two headers disagree: a proxy and we could then see
     *     different messages in one stream
     */
    static int contentLength(byte[] head, int end) throws ProtocolException {
        var length = NONE;
        var line = 0;
        while (line < end) {
            var next = endOfLine(head, line, end);
            var value = valueOf(LONG_NAME, head, line, next);
            if (value < 0) {
                value = valueOf(COMPACT_NAME, head, line, next);
            }
            if (value >= 0) {
                var announced = number(head, value, next);
                if (length != NONE && length != announced) {
                    throw new ProtocolException("two different Content-Length headers");
                }
                length = announced;
            }
            line = next + 1;
        }
        return length;
    }

    private static int endOfLine(byte[] head, int from, int end) {
        var at = from;
        while (at < end && head[at] != '\n') {
            at++;
        }
        return at;
    }

    private static int valueOf(byte[] name, byte[] head, int from, int end) {
        if (from + name.length >= end) {
            return -1;
        }
        for (var i = 0; i < name.length; i++) {
            if (lower(head[from + i]) != name[i]) {
                return -1;
            }
        }
        var at = skipBlanks(head, from + name.length, end);
        return at < end && head[at] == ':' ? skipBlanks(head, at + 1, end) : -1;
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
    }

    private static int skipBlanks(byte[] head, int from, int end) {
        var at = from;
        while (at < end && (head[at] == ' ' || head[at] == '\t' || head[at] == '\r')) {
            at++;
        }
        return at;
    }

    private static int number(byte[] head, int from, int end) throws ProtocolException {
        var at = from;
        var number = 0;
        while (at < end && head[at] >= '0' && head[at] <= '9' && at - from < MAX_DIGITS) {
            number = 10 * number + (head[at] - '0');
            at++;
        }
        if (at == from || skipBlanks(head, at, end) != end) {
            throw new ProtocolException("Content-Length is not a number of up to " + MAX_DIGITS + " digits");
        }
        return number;
    }
}
