// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The 44 bytes before the samples of a WAV file with 16-bit PCM at 8 kHz. */
public final class WavHeader {
    /** Length in bytes. */
    public static final int LENGTH = 44;

    private WavHeader() {}

    /**
     * @param channels 1 or 2
     * @param dataBytes bytes of samples that follow
     */
    public static ByteBuffer of(int channels, long dataBytes) {
        int frame = channels * 2;
        ByteBuffer header = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt((int) (LENGTH - 8 + dataBytes)).put(ascii("WAVEfmt "));
        header.putInt(16).putShort((short) 1).putShort((short) channels);
        header.putInt(Pcm.RATE).putInt(Pcm.RATE * frame).putShort((short) frame).putShort((short) 16);
        header.put(ascii("data")).putInt((int) dataBytes);
        return header.flip();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
