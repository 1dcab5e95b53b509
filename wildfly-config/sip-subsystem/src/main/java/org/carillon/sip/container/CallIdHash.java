// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

/**
 * Finds the Call-ID of a SIP message in its bytes without parsing the message.
 *
 * <p>The reader thread of a port runs this for every datagram, so it only walks the header lines once (RFC 3261
 * section 20.8; the compact form is {@code i}).
 */
final class CallIdHash {
    private static final byte[] LONG_NAME = {'c', 'a', 'l', 'l', '-', 'i', 'd'};
    private static final byte[] COMPACT_NAME = {'i'};

    private CallIdHash() {}

    /** {@return a hash of the message's Call-ID, or 0 when it has none, as in a keep-alive} */
    static int of(byte[] message, int offset, int length) {
        var end = offset + length;
        var line = offset;
        while (line < end) {
            var next = endOfLine(message, line, end);
            if (next == line) {
                return 0;
            }
            var value = valueOf(LONG_NAME, message, line, next);
            if (value < 0) {
                value = valueOf(COMPACT_NAME, message, line, next);
            }
            if (value >= 0) {
                return hash(message, value, next);
            }
            line = next + (next + 1 < end && message[next] == '\r' && message[next + 1] == '\n' ? 2 : 1);
        }
        return 0;
    }

    private static int endOfLine(byte[] message, int from, int end) {
        var at = from;
        while (at < end && message[at] != '\r' && message[at] != '\n') {
            at++;
        }
        return at;
    }

    /** {@return where the value of header {@code name} begins in the line, or -1 when the line is another header} */
    private static int valueOf(byte[] name, byte[] message, int from, int end) {
        if (from + name.length >= end) {
            return -1;
        }
        for (var i = 0; i < name.length; i++) {
            if ((message[from + i] | 0x20) != name[i] && message[from + i] != name[i]) {
                return -1;
            }
        }
        var at = skipBlanks(message, from + name.length, end);
        return at < end && message[at] == ':' ? skipBlanks(message, at + 1, end) : -1;
    }

    private static int skipBlanks(byte[] message, int from, int end) {
        var at = from;
        while (at < end && (message[at] == ' ' || message[at] == '\t')) {
            at++;
        }
        return at;
    }

    private static int hash(byte[] message, int from, int end) {
        var hash = 1;
        for (var i = from; i < end && message[i] != ' ' && message[i] != '\t'; i++) {
            hash = 31 * hash + message[i];
        }
        return hash;
    }
}
