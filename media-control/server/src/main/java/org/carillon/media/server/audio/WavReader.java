// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads WAV files: PCM of 8, 16, 24 and 32 bits, mu-law and A-law, any number of channels up to 8 (they are averaged), any
 * rate the {@link Resampler} takes. A file that is cut off gives what is there; a data length of 0 or of all ones, as
 * streaming writers leave it, means "to the end".
 */
public final class WavReader {
    private static final int PCM = 1;
    private static final int ALAW = 6;
    private static final int MULAW = 7;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int MOST_CHANNELS = 8;
    private static final int LONGEST_HEADER = 1 << 20;
    private static final long UNKNOWN_LENGTH = 0xFFFF_FFFFL;

    private record Format(int coding, int channels, int rate, int bits) {
        int frameBytes() {
            return channels * bits / 8;
        }

        boolean readable() {
            boolean depth = coding == PCM ? bits % 8 == 0 && bits >= 8 && bits <= 32 : bits == 8;
            return (coding == PCM || coding == ALAW || coding == MULAW)
                    && depth
                    && channels >= 1
                    && channels <= MOST_CHANNELS
                    && rate >= Resampler.LOWEST_RATE
                    && rate <= Resampler.HIGHEST_RATE;
        }
    }

    private final InputStream in;

    private WavReader(InputStream in) {
        this.in = in;
    }

    /** Whether the first bytes are those of a WAV file. */
    public static boolean isWav(byte[] start) {
        return start.length >= 12
                && tag(start, 0).equals("RIFF")
                && tag(start, 8).equals("WAVE");
    }

    /**
     * Reads the whole stream.
     *
     * @param limit most samples of the result, at 8 kHz
     * @throws IOException when it is no WAV file, its coding is not supported or the bound is passed
     */
    public static Pcm read(InputStream in, int limit) throws IOException {
        return new WavReader(in).read(limit);
    }

    private Pcm read(int limit) throws IOException {
        if (!isWav(in.readNBytes(12))) {
            throw new IOException("not a WAV file");
        }
        Format format = null;
        while (true) {
            byte[] head = in.readNBytes(8);
            if (head.length < 8) {
                throw new IOException("WAV file without sound");
            }
            long length = little(head).getInt(4) & UNKNOWN_LENGTH;
            if (tag(head, 0).equals("data")) {
                if (format == null) {
                    throw new IOException("WAV file without a format");
                }
                return samples(format, length, limit);
            }
            if (length > LONGEST_HEADER) {
                throw new IOException("WAV header part of " + length + " bytes");
            }
            byte[] body = in.readNBytes((int) length);
            in.skipNBytes(length % 2);
            format = tag(head, 0).equals("fmt ") ? format(body) : format;
        }
    }

    private static Format format(byte[] body) throws IOException {
        if (body.length < 16) {
            throw new IOException("WAV format too short");
        }
        ByteBuffer fields = little(body);
        int coding = fields.getShort(0) & 0xFFFF;
        if (coding == EXTENSIBLE && body.length >= 26) {
            coding = fields.getShort(24) & 0xFFFF;
        }
        Format format = new Format(coding, fields.getShort(2), fields.getInt(4), fields.getShort(14));
        if (!format.readable()) {
            throw new IOException("WAV coding not supported: " + format);
        }
        return format;
    }

    private Pcm samples(Format format, long length, int limit) throws IOException {
        long left = length == 0 || length == UNKNOWN_LENGTH ? Long.MAX_VALUE : length;
        PcmBuffer out = new PcmBuffer(limit);
        Resampler resampler = new Resampler(format.rate());
        byte[] bytes = new byte[format.frameBytes() * 2048];
        short[] mono = new short[2048];
        while (left > 0) {
            int got = in.readNBytes(bytes, 0, (int) Math.min(bytes.length, left));
            left -= got;
            int frames = got / format.frameBytes();
            for (int i = 0; i < frames; i++) {
                mono[i] = average(format, bytes, i);
            }
            resampler.process(mono, frames, out);
            if (got < bytes.length) {
                break;
            }
        }
        resampler.finish(out);
        return out.toPcm();
    }

    private static short average(Format format, byte[] bytes, int frame) {
        int width = format.bits() / 8;
        int at = frame * format.frameBytes();
        int sum = 0;
        for (int channel = 0; channel < format.channels(); channel++) {
            sum += sample(format, bytes, at + channel * width);
        }
        return (short) (sum / format.channels());
    }

    private static int sample(Format format, byte[] bytes, int at) {
        return switch (format.coding()) {
            case ALAW -> G711.ALAW.decode(bytes[at]);
            case MULAW -> G711.ULAW.decode(bytes[at]);
            default -> linear(bytes, at, format.bits() / 8);
        };
    }

    /** 8 bits are unsigned, wider ones signed; the two highest bytes count. */
    private static int linear(byte[] bytes, int at, int width) {
        if (width == 1) {
            return ((bytes[at] & 0xFF) - 128) << 8;
        }
        int high = at + width - 1;
        return (bytes[high] << 8) | (bytes[high - 1] & 0xFF);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String tag(byte[] bytes, int at) {
        return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }
}
