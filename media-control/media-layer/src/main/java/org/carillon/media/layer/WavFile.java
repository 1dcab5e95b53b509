// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Reads and writes RIFF WAVE files. */
final class WavFile {
    private static final int PCM = 1;
    private static final int HEADER = 44;
    private static final int MOST_CHUNKS = 64;

    private WavFile() {}

    /**
     * What a file's header says.
     *
     * @param format 1 is linear
     * @param start where the samples begin
     * @param length how many bytes of samples there are; never more than the file has
     */
    record Header(int format, int channels, int rate, int bits, long start, long length) {
        boolean isTelephoneSound() {
            return format == PCM && channels == 1 && rate == Pcm.TELEPHONE && bits == 16;
        }
    }

    /** How long a file with telephone sound is, told by its size alone; zero when it is not there. */
    static Duration length(Path file) {
        return Duration.ofMillis(Math.max(0, file.toFile().length() - HEADER) / (Pcm.TELEPHONE / 1000 * 2));
    }

    /** The header; empty when the file is no WAVE file, or has no samples. */
    static Optional<Header> header(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer riff = read(channel, 0, 12);
            if (!text(riff, 0).equals("RIFF") || !text(riff, 8).equals("WAVE")) {
                return Optional.empty();
            }
            return chunks(channel);
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private static Optional<Header> chunks(FileChannel channel) throws IOException {
        ByteBuffer format = null;
        long position = 12;
        for (int i = 0; i < MOST_CHUNKS; i++) {
            ByteBuffer chunk = read(channel, position, 8);
            long size = Integer.toUnsignedLong(chunk.getInt(4));
            if (text(chunk, 0).equals("fmt ") && size >= 16) {
                format = read(channel, position + 8, 16);
            } else if (text(chunk, 0).equals("data")) {
                long length = Math.min(size, channel.size() - position - 8);
                if (format == null || length <= 0) {
                    return Optional.empty();
                }
                return Optional.of(new Header(
                        Short.toUnsignedInt(format.getShort(0)),
                        Short.toUnsignedInt(format.getShort(2)),
                        format.getInt(4),
                        Short.toUnsignedInt(format.getShort(14)),
                        position + 8,
                        length));
            }
            position += 8 + size + (size & 1);
        }
        return Optional.empty();
    }

    /** The sound of a mono file of 16 bits. */
    static Pcm read(Path file) throws IOException {
        Header header =
                header(file).orElseThrow(() -> new IOException("no WAVE file with sound: " + file.getFileName()));
        if (header.format != PCM || header.channels != 1 || header.bits != 16 || header.rate < 4000) {
            throw new IOException("not linear mono of 16 bits: " + header);
        }
        if (header.length > Integer.MAX_VALUE / 2) {
            throw new IOException("too long: " + header);
        }
        try (FileChannel channel = FileChannel.open(file)) {
            short[] samples = new short[(int) (header.length / 2)];
            read(channel, header.start, samples.length * 2).asShortBuffer().get(samples);
            return new Pcm(header.rate, samples);
        }
    }

    /** Writes a mono file of 16 bits. */
    static void write(Path file, Pcm sound) throws IOException {
        int bytes = sound.samples().length * 2;
        ByteBuffer out = ByteBuffer.allocate(HEADER + bytes).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + bytes);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        out.putShort((short) PCM).putShort((short) 1).putInt(sound.rate()).putInt(sound.rate() * 2);
        out.putShort((short) 2).putShort((short) 16);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        out.asShortBuffer().put(sound.samples());
        Files.write(file, out.array());
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        if (position + length > channel.size()) {
            throw new EOFException("the file ends early");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("the file ends early");
            }
        }
        return buffer.flip();
    }

    private static String text(ByteBuffer buffer, int at) {
        byte[] four = new byte[4];
        buffer.get(at, four);
        return new String(four, StandardCharsets.US_ASCII);
    }
}
