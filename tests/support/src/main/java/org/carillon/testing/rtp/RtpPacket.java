// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.rtp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** An RTP packet (RFC 3550 section 5.1). Contributing sources, extension and padding are skipped when reading. */
public final class RtpPacket {
    private static final int HEADER = 12;

    private final boolean marker;
    private final int payloadType;
    private final int sequence;
    private final long timestamp;
    private final int source;
    private final byte[] payload;

    /**
     * A packet.
     *
     * @param timestamp in samples, the lower 32 bits count
     * @param source the SSRC
     */
    public RtpPacket(boolean marker, int payloadType, int sequence, long timestamp, int source, byte[] payload) {
        this.marker = marker;
        this.payloadType = payloadType & 0x7F;
        this.sequence = sequence & 0xFFFF;
        this.timestamp = timestamp & 0xFFFFFFFFL;
        this.source = source;
        this.payload = payload.clone();
    }

    /** Reads one; empty if the bytes are not RTP version 2. */
    public static Optional<RtpPacket> parse(byte[] bytes, int length) {
        if (length < HEADER || (bytes[0] & 0xC0) != 0x80) {
            return Optional.empty();
        }
        var in = ByteBuffer.wrap(bytes, 0, length);
        int first = in.get();
        int second = in.get();
        int sequence = Short.toUnsignedInt(in.getShort());
        long timestamp = Integer.toUnsignedLong(in.getInt());
        int source = in.getInt();
        int start = HEADER + 4 * (first & 0x0F);
        if ((first & 0x10) != 0 && length >= start + 4) {
            start += 4 + 4 * Short.toUnsignedInt(in.getShort(start + 2));
        }
        int end = length - ((first & 0x20) != 0 ? bytes[length - 1] & 0xFF : 0);
        if (end < start) {
            return Optional.empty();
        }
        return Optional.of(new RtpPacket(
                (second & 0x80) != 0, second, sequence, timestamp, source, Arrays.copyOfRange(bytes, start, end)));
    }

    /** The packet as it goes on the wire. */
    public byte[] toBytes() {
        var out = ByteBuffer.allocate(HEADER + payload.length);
        out.put((byte) 0x80).put((byte) (payloadType | (marker ? 0x80 : 0)));
        out.putShort((short) sequence).putInt((int) timestamp).putInt(source).put(payload);
        return out.array();
    }

    /** The marker bit: beginning of a talk spurt or of an event. */
    public boolean marker() {
        return marker;
    }

    /** 0 to 127. */
    public int payloadType() {
        return payloadType;
    }

    /** 0 to 65535. */
    public int sequence() {
        return sequence;
    }

    /** In samples, 32 bits. */
    public long timestamp() {
        return timestamp;
    }

    /** The SSRC. */
    public int source() {
        return source;
    }

    /** A copy of what it carries. */
    public byte[] payload() {
        return payload.clone();
    }
}
