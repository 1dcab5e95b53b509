// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.audio;

/** Makes tones. */
public final class Tones {
    /** Amplitude of each of two frequencies together, about -10 dBm0 each. */
    private static final double PAIR = 7000;
    /** Amplitude of a single frequency. */
    private static final double SINGLE = 10000;
    /** A short slope at both ends keeps the click away. */
    private static final int SLOPE = Pcm.RATE / 500;

    private Tones() {}

    /**
     * The sum of the given frequencies.
     *
     * @param millis length, 0 to 60,000
     * @param frequencies in Hz, at least one
     */
    public static Pcm sine(int millis, int... frequencies) {
        short[] samples = new short[(int) Pcm.samplesOf(millis)];
        double amplitude = frequencies.length > 1 ? PAIR * 2 / frequencies.length : SINGLE;
        for (int i = 0; i < samples.length; i++) {
            double value = 0;
            for (int frequency : frequencies) {
                value += Math.sin(2 * Math.PI * frequency * i / Pcm.RATE);
            }
            samples[i] = (short) (value * amplitude * slope(i, samples.length));
        }
        return Pcm.owning(samples);
    }

    private static double slope(int index, int length) {
        int edge = Math.min(index, length - 1 - index);
        return edge >= SLOPE ? 1 : (double) edge / SLOPE;
    }

    /** Puts sounds one after another. */
    public static Pcm join(Pcm... parts) {
        int length = 0;
        for (Pcm part : parts) {
            length += part.length();
        }
        short[] samples = new short[length];
        int at = 0;
        for (Pcm part : parts) {
            part.copyTo(0, samples, at, part.length());
            at += part.length();
        }
        return Pcm.owning(samples);
    }
}
