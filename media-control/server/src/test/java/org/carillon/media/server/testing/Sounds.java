// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.carillon.media.server.audio.Goertzel;

/** Makes and measures sounds. */
public final class Sounds {
    private Sounds() {}

    /** A sum of sines at the given rate; each has the amplitude. */
    public static short[] sine(int rate, int millis, double amplitude, double... frequencies) {
        short[] samples = new short[(int) ((long) rate * millis / 1000)];
        for (int i = 0; i < samples.length; i++) {
            double value = 0;
            for (double frequency : frequencies) {
                value += amplitude * Math.sin(2 * Math.PI * frequency * i / rate);
            }
            samples[i] = (short) Math.max(-32768, Math.min(32767, Math.round(value)));
        }
        return samples;
    }

    public static short[] noise(int millis, double deviation, long seed) {
        Random random = new Random(seed);
        short[] samples = new short[millis * 8];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.max(-32768, Math.min(32767, random.nextGaussian() * deviation));
        }
        return samples;
    }

    public static short[] join(short[]... parts) {
        int length = 0;
        for (short[] part : parts) {
            length += part.length;
        }
        short[] all = new short[length];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    public static short[] add(short[] one, short[] other) {
        short[] sum = one.clone();
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            sum[i] = (short) Math.max(-32768, Math.min(32767, one[i] + other[i]));
        }
        return sum;
    }

    /** Amplitude of a frequency in samples at 8 kHz. */
    public static double level(short[] samples, double frequency) {
        return new Goertzel(frequency).amplitude(samples, 0, samples.length);
    }

    public static double rms(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += (double) sample * sample;
        }
        return samples.length == 0 ? 0 : Math.sqrt(sum / samples.length);
    }

    /** A WAV file of 16-bit samples. */
    public static byte[] wav(int rate, int channels, short[] samples) {
        ByteBuffer data = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        data.asShortBuffer().put(samples);
        return wav(1, rate, channels, 16, data.array());
    }

    /** A WAV file of any coding. */
    public static byte[] wav(int coding, int rate, int channels, int bits, byte[] data) {
        int frame = channels * bits / 8;
        ByteBuffer file = ByteBuffer.allocate(44 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(36 + data.length);
        file.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(16);
        file.putShort((short) coding).putShort((short) channels).putInt(rate).putInt(rate * frame);
        file.putShort((short) frame).putShort((short) bits);
        file.put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(data.length)
                .put(data);
        return file.array();
    }
}
