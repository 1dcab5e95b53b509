// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.audio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads and writes RIFF/WAVE: 8 and 16 bit PCM, G.711, any rate; several channels become their mean. */
public final class Wav {
    private static final int PCM = 1;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int EXTENSIBLE = 0xFFFE;

    private Wav() {}

    /** What the head of a WAV says. */
    private record Format(int code, int channels, int rate, int bits) {}

    /**
     * Reads a file.
     *
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException if it is not a WAV of a known kind
     */
    public static Sound read(Path file) {
        try {
            return parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Reads from bytes, for example an HTTP body.
     *
     * @throws IllegalArgumentException if they are not a WAV of a known kind
     */
    public static Sound parse(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 12 || !tag(in).equals("RIFF") || in.getInt() < 0 || !tag(in).equals("WAVE")) {
            throw new IllegalArgumentException("not a RIFF/WAVE file of " + bytes.length + " bytes");
        }
        Format format = null;
        while (in.remaining() >= 8) {
            String name = tag(in);
            long announced = Integer.toUnsignedLong(in.getInt());
            int size = (int) Math.min(announced, in.remaining());
            int next = (int) Math.min(in.limit(), in.position() + size + (announced & 1));
            if (name.equals("fmt ")) {
                format = format(in, size);
            }
            if (name.equals("data") && format != null) {
                return samples(in.slice(in.position(), size).order(ByteOrder.LITTLE_ENDIAN), format);
            }
            in.position(next);
        }
        throw new IllegalArgumentException("a WAV without " + (format == null ? "format" : "data"));
    }

    private static Format format(ByteBuffer in, int size) {
        if (size < 16) {
            throw new IllegalArgumentException("the format of the WAV is cut off");
        }
        int start = in.position();
        int code = Short.toUnsignedInt(in.getShort(start));
        if (code == EXTENSIBLE && size >= 26) {
            code = Short.toUnsignedInt(in.getShort(start + 24));
        }
        return new Format(
                code,
                Math.max(1, Short.toUnsignedInt(in.getShort(start + 2))),
                in.getInt(start + 4),
                Short.toUnsignedInt(in.getShort(start + 14)));
    }

    private static Sound samples(ByteBuffer data, Format format) {
        int width = format.bits / 8;
        if (width < 1 || width > 2) {
            throw new IllegalArgumentException("a WAV of " + format.bits + " bits is not supported");
        }
        int frames = data.remaining() / (width * format.channels);
        var values = new double[frames];
        for (int i = 0; i < frames; i++) {
            double sum = 0;
            for (int channel = 0; channel < format.channels; channel++) {
                sum += sample(data, format);
            }
            values[i] = sum / format.channels;
        }
        return Sound.clipped(values, format.rate);
    }

    private static int sample(ByteBuffer data, Format format) {
        return switch (format.code) {
            case PCM -> format.bits == 16 ? data.getShort() : (Byte.toUnsignedInt(data.get()) - 128) << 8;
            case MU_LAW -> G711.MU_LAW.decode(data.get());
            case A_LAW -> G711.A_LAW.decode(data.get());
            default -> throw new IllegalArgumentException("a WAV of format " + format.code + " is not supported");
        };
    }

    private static String tag(ByteBuffer in) {
        var letters = new byte[4];
        in.get(letters);
        return new String(letters, StandardCharsets.US_ASCII);
    }

    /** The sound as a 16 bit PCM WAV. */
    public static byte[] bytes(Sound sound) {
        int size = sound.length() * 2;
        var out = ByteBuffer.allocate(44 + size).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + size);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        out.putShort((short) PCM).putShort((short) 1).putInt(sound.rate()).putInt(sound.rate() * 2);
        out.putShort((short) 2).putShort((short) 16);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(size);
        for (int i = 0; i < sound.length(); i++) {
            out.putShort(sound.sample(i));
        }
        return out.array();
    }

    /**
     * Writes a file, and the folders above it.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public static void write(Path file, Sound sound) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(file, bytes(sound));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
