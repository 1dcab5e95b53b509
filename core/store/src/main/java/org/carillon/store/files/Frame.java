// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.files;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A piece of a file: {@code magic (4) length (4) crc32c (4) kind (1) sequence (8) content}. The length is that of
 * the content; the checksum covers everything behind it. The magic lets a reader find the next frame behind a damaged one.
 *
 * @param kind what it is to whoever wrote it
 * @param sequence a number, whose meaning goes with the kind
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shared: it lives between two buffers
public record Frame(byte kind, long sequence, byte[] content) {
    /** Bytes of a frame without content. */
    public static final int OVERHEAD = 21;

    /** No content is larger. */
    public static final int MAXIMUM_CONTENT = 1024 * 1024;

    private static final int MAGIC = 0xCA71_110E;
    private static final int CHECKED_FROM = 12;

    /** Its bytes, altogether. */
    public int size() {
        return OVERHEAD + content.length;
    }

    /** Writes it at the position of the buffer, which must have an array or be direct, and room. */
    public void put(ByteBuffer buffer) {
        int start = buffer.position();
        buffer.putInt(MAGIC).putInt(content.length).putInt(0);
        buffer.put(kind).putLong(sequence).put(content);
        buffer.putInt(start + 8, checksum(buffer, start, content.length));
    }

    private static int checksum(ByteBuffer buffer, int start, int length) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.slice(start + CHECKED_FROM, OVERHEAD - CHECKED_FROM + length));
        return (int) crc.getValue();
    }

    /** Whether a whole and undamaged frame begins at the buffer's position. */
    static boolean isAt(ByteBuffer buffer) {
        int start = buffer.position();
        if (buffer.remaining() < OVERHEAD || buffer.getInt(start) != MAGIC) {
            return false;
        }
        int length = buffer.getInt(start + 4);
        return length >= 0
                && length <= MAXIMUM_CONTENT
                && buffer.remaining() - OVERHEAD >= length
                && buffer.getInt(start + 8) == checksum(buffer, start, length);
    }

    /** Reads the frame at the buffer's position, which is known to be one. */
    static Frame get(ByteBuffer buffer) {
        int length = buffer.getInt(buffer.position() + 4);
        buffer.position(buffer.position() + CHECKED_FROM);
        byte kind = buffer.get();
        long sequence = buffer.getLong();
        byte[] content = new byte[length];
        buffer.get(content);
        return new Frame(kind, sequence, content);
    }

    @Override
    public String toString() {
        return "Frame[" + kind + " " + sequence + " " + content.length + " bytes]";
    }
}
