// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.rtp;

import java.nio.ByteBuffer;
import org.carillon.media.server.audio.DtmfDetector;
import org.carillon.media.server.audio.Keypad;

/**
 * Reads keypad digits of RFC 4733. Each event is sent many times; it is told once, at the first packet that arrives, since
 * all packets of one event carry the timestamp of its beginning. Events may have a synchronisation source of their own beside
 * that of the sound (RFC 4733 section 2.5.1 leaves it open), with timestamps of their own.
 */
final class TelephoneEventReceiver {
    private static final int LONGEST_REORDERING = 8000;

    private boolean any;
    private int source;
    private int newest;

    /** The key that begins with this packet, or {@link DtmfDetector#NONE}. */
    char receive(RtpPacket packet, ByteBuffer datagram) {
        return packet.payloadLength < 4
                ? DtmfDetector.NONE
                : receive(packet.ssrc, packet.timestamp, datagram.get(packet.payloadAt) & 0xFF);
    }

    private char receive(int ssrc, int timestamp, int event) {
        int age = newest - timestamp;
        if (any && ssrc == source && age >= 0 && age < LONGEST_REORDERING) {
            return DtmfDetector.NONE;
        }
        any = true;
        source = ssrc;
        newest = timestamp;
        return event < Keypad.KEYS.length() ? Keypad.KEYS.charAt(event) : DtmfDetector.NONE;
    }
}
