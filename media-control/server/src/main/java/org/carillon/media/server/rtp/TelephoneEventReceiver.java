// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.rtp;

import java.nio.ByteBuffer;
import org.carillon.media.server.audio.DtmfDetector;
import org.carillon.media.server.audio.Keypad;

/**
 * Reads keypad digits of RFC 4733. Each event is sent many times; it is told once, at the first packet that arrives, since
 * all packets of one event carry the timestamp of its beginning.
 */
final class TelephoneEventReceiver {
    private static final int LONGEST_REORDERING = 8000;

    private boolean any;
    private int newest;

    /** The key that begins with this packet, or {@link DtmfDetector#NONE}. */
    char receive(int timestamp, ByteBuffer datagram, int at, int length) {
        if (length < 4) {
            return DtmfDetector.NONE;
        }
        int event = datagram.get(at) & 0xFF;
        int age = newest - timestamp;
        if (any && age >= 0 && age < LONGEST_REORDERING) {
            return DtmfDetector.NONE;
        }
        any = true;
        newest = timestamp;
        return event < Keypad.KEYS.length() ? Keypad.KEYS.charAt(event) : DtmfDetector.NONE;
    }

    void reset() {
        any = false;
    }
}
