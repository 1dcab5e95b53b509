// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.rtp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts telephone-event packets together (RFC 4733 section 2.5): all packets of one event carry the same time stamp, the
 * duration grows, and the end is sent three times; a lost end is closed by the next event.
 */
final class EventReceiver {
    private static final int MAX_EVENTS = 10_000;
    private static final String KEYS = "0123456789*#ABCD";

    private final List<HeardDigit> digits = new ArrayList<>();
    private @Nullable Long current;

    synchronized boolean accept(RtpPacket packet, Instant at) {
        byte[] payload = packet.payload();
        if (payload.length < 4 || digits.size() >= MAX_EVENTS) {
            return false;
        }
        int event = payload[0] & 0xFF;
        int duration = ((payload[2] & 0xFF) << 8) | (payload[3] & 0xFF);
        if (event >= KEYS.length()) {
            return false;
        }
        var length = Duration.ofMillis(duration / 8);
        if (current != null && current == packet.timestamp() && !digits.isEmpty()) {
            HeardDigit known = digits.get(digits.size() - 1);
            if (length.compareTo(known.length()) > 0) {
                digits.set(digits.size() - 1, new HeardDigit(known.key(), known.how(), known.at(), length));
            }
            return false;
        }
        current = packet.timestamp();
        digits.add(new HeardDigit(KEYS.charAt(event), HeardDigit.Road.RTP_EVENT, at, length));
        return true;
    }

    synchronized List<HeardDigit> digits() {
        return List.copyOf(digits);
    }

    static int codeOf(char key) {
        int code = KEYS.indexOf(Character.toUpperCase(key));
        if (code < 0) {
            throw new IllegalArgumentException("not a telephone key: " + key);
        }
        return code;
    }
}
