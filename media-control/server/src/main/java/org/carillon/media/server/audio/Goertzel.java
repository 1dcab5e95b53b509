// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.audio;

/** The energy of one frequency in a block of samples (Goertzel's algorithm). */
public final class Goertzel {
    private final double coefficient;

    /** @param frequency in Hz, below 4000 */
    public Goertzel(double frequency) {
        this.coefficient = 2 * Math.cos(2 * Math.PI * frequency / Pcm.RATE);
    }

    /**
     * Squared magnitude over {@code count} samples from {@code from} on. A sine of amplitude A that fits gives about
     * (A * count / 2)².
     */
    public double power(short[] samples, int from, int count) {
        double s1 = 0;
        double s2 = 0;
        for (int i = from; i < from + count; i++) {
            double s0 = samples[i] + coefficient * s1 - s2;
            s2 = s1;
            s1 = s0;
        }
        return s1 * s1 + s2 * s2 - coefficient * s1 * s2;
    }

    /** Amplitude of this frequency in the block, in sample units (0 to 32767). */
    public double amplitude(short[] samples, int from, int count) {
        return 2 * Math.sqrt(Math.max(0, power(samples, from, count))) / count;
    }
}
