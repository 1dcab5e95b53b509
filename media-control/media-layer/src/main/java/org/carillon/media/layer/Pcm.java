// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.util.Arrays;

/** Mono sound. The array is not copied: nobody changes it after it was handed over. */
final class Pcm {
    /** The rate of telephones. */
    static final int TELEPHONE = 8000;

    /** 20 ms at 8 kHz: what one RTP packet carries. */
    static final int FRAME = 160;

    /** Quieter than this (about -50 dB of full scale) counts as silence. */
    private static final int AUDIBLE = 100;

    /** What is left of the silence at both ends, so that no consonant is cut: 20 ms. */
    private static final int MARGIN_MILLIS = 20;

    private static final int TAPS_PER_SIDE = 16;

    private final int rate;
    private final short[] samples;

    /** @param rate samples a second */
    Pcm(int rate, short[] samples) {
        this.rate = rate;
        this.samples = samples;
    }

    int rate() {
        return rate;
    }

    short[] samples() {
        return samples;
    }

    /** The same at 8 kHz, without what a telephone cannot carry (windowed sinc, cut at 3.6 kHz). */
    Pcm atTelephoneRate() {
        if (rate == TELEPHONE) {
            return this;
        }
        double step = (double) rate / TELEPHONE;
        double cut = Math.min(1, 1 / step) * 0.9;
        int side = (int) Math.ceil(TAPS_PER_SIDE * Math.max(1, step));
        short[] out = new short[(int) (samples.length / step)];
        for (int i = 0; i < out.length; i++) {
            double center = i * step;
            int from = Math.max(0, (int) Math.ceil(center - side));
            int to = Math.min(samples.length - 1, (int) Math.floor(center + side));
            double sum = 0;
            double weight = 0;
            for (int k = from; k <= to; k++) {
                double tap = tap((k - center) * cut, (k - center) / side);
                sum += tap * samples[k];
                weight += tap;
            }
            out[i] = clipped(weight == 0 ? 0 : sum / weight);
        }
        return new Pcm(TELEPHONE, out);
    }

    private static double tap(double x, double position) {
        double sinc = Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
        return sinc * (0.5 + 0.5 * Math.cos(Math.PI * position));
    }

    /** Louder or quieter; what would be too loud is clipped. */
    Pcm louderBy(int decibel) {
        if (decibel == 0) {
            return this;
        }
        double factor = Math.pow(10, decibel / 20.0);
        short[] out = new short[samples.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = clipped(samples[i] * factor);
        }
        return new Pcm(rate, out);
    }

    /** Without the silence at both ends but for a margin. Nothing is left of a sound that is silent all along. */
    Pcm trimmed() {
        int first = 0;
        while (first < samples.length && Math.abs(samples[first]) < AUDIBLE) {
            first++;
        }
        if (first == samples.length) {
            return new Pcm(rate, new short[0]);
        }
        int last = samples.length - 1;
        while (Math.abs(samples[last]) < AUDIBLE) {
            last--;
        }
        int margin = rate * MARGIN_MILLIS / 1000;
        return new Pcm(
                rate,
                Arrays.copyOfRange(samples, Math.max(0, first - margin), Math.min(samples.length, last + 1 + margin)));
    }

    /** With silence at the end up to a whole number of frames, at least one. */
    Pcm wholeFrames() {
        int frames = Math.max(1, (samples.length + FRAME - 1) / FRAME);
        return new Pcm(rate, Arrays.copyOf(samples, frames * FRAME));
    }

    private static short clipped(double value) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(value)));
    }
}
