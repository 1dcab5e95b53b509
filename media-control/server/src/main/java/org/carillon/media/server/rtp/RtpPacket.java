// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.rtp;

import java.nio.ByteBuffer;

/**
 * The header of one RTP packet (RFC 3550 section 5.1) and where its payload lies. One instance is used for every packet that
 * arrives, so reading makes no garbage.
 */
final class RtpPacket {
    static final int HEADER = 12;
    private static final int VERSION_MASK = 0xC0;
    private static final int VERSION_2 = 0x80;

    int payloadType;
    boolean marker;
    int sequence;
    int timestamp;
    int ssrc;
    int payloadAt;
    int payloadLength;

    /** Reads a datagram from 0 to the limit; false when it is not RTP. */
    boolean read(ByteBuffer datagram) {
        int length = datagram.limit();
        if (length < HEADER || (datagram.get(0) & VERSION_MASK) != VERSION_2) {
            return false;
        }
        int first = datagram.get(0);
        payloadType = datagram.get(1) & 0x7F;
        marker = (datagram.get(1) & 0x80) != 0;
        sequence = datagram.getShort(2) & 0xFFFF;
        timestamp = datagram.getInt(4);
        ssrc = datagram.getInt(8);
        payloadAt = HEADER + 4 * (first & 0x0F);
        if ((first & 0x10) != 0) {
            if (payloadAt + 4 > length) {
                return false;
            }
            payloadAt += 4 + 4 * (datagram.getShort(payloadAt + 2) & 0xFFFF);
        }
        int padding = (first & 0x20) != 0 ? datagram.get(length - 1) & 0xFF : 0;
        payloadLength = length - payloadAt - padding;
        return payloadLength > 0;
    }

    /** Writes a header into a cleared buffer. */
    static void write(ByteBuffer target, int payloadType, boolean marker, int sequence, int timestamp, int ssrc) {
        target.put((byte) VERSION_2);
        target.put((byte) (payloadType | (marker ? 0x80 : 0)));
        target.putShort((short) sequence);
        target.putInt(timestamp);
        target.putInt(ssrc);
    }
}
