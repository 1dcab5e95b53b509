// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.audio;

import java.io.IOException;
import java.util.Arrays;

/**
 * Changes the sample rate to 8 kHz with a Kaiser-windowed sinc filter in polyphase form, so that nothing above 4 kHz folds
 * back. The ratio may be any; the output is aligned with the input and {@code ceil(n * 8000 / rate)} samples long. One
 * instance per sound.
 */
public final class Resampler {
    /** Lowest and highest rate that is taken, in Hz. */
    public static final int LOWEST_RATE = 4000;

    public static final int HIGHEST_RATE = 192_000;

    private static final int ZERO_CROSSINGS = 40;
    private static final double KAISER_BETA = 8.0;
    /** Share of the band that passes; the rest is the filter's slope. */
    private static final double PASS = 0.91;

    private static final int CHUNK = 4096;

    private final int up;
    private final int down;
    private final int half;
    private final float[][] phases;
    private final float[] window;
    private int filled;
    private long firstIndex;
    private long taken;
    private long given;

    /** @param rate of the input in Hz, {@link #LOWEST_RATE} to {@link #HIGHEST_RATE} */
    public Resampler(int rate) {
        if (rate < LOWEST_RATE || rate > HIGHEST_RATE) {
            throw new IllegalArgumentException("sample rate " + rate + " Hz is not supported");
        }
        int divisor = gcd(rate, Pcm.RATE);
        this.up = Pcm.RATE / divisor;
        this.down = rate / divisor;
        double cutoff = Math.min(1.0, (double) up / down) * PASS;
        this.half = (int) Math.ceil(ZERO_CROSSINGS / cutoff);
        this.phases = filters(cutoff);
        this.window = new float[2 * half + CHUNK];
        // The sound is preceded by silence, so that the first output sits on the first input.
        this.filled = half - 1;
        this.firstIndex = -(half - 1);
    }

    private float[][] filters(double cutoff) {
        float[][] filters = new float[up][];
        for (int phase = 0; phase < up; phase++) {
            float[] taps = new float[2 * half];
            double sum = 0;
            for (int i = 0; i < taps.length; i++) {
                double distance = i - (half - 1) - (double) phase / up;
                double value = cutoff * sinc(cutoff * distance) * kaiser(distance / half);
                taps[i] = (float) value;
                sum += value;
            }
            for (int i = 0; i < taps.length; i++) {
                taps[i] /= (float) sum;
            }
            filters[phase] = taps;
        }
        return filters;
    }

    /** Takes the next samples and adds what they make to {@code out}. */
    public void process(short[] samples, int count, PcmBuffer out) throws IOException {
        if (up == down) {
            copy(samples, count, out);
            return;
        }
        int from = 0;
        while (from < count) {
            int part = Math.min(window.length - filled, count - from);
            for (int i = 0; i < part; i++) {
                window[filled + i] = samples[from + i];
            }
            filled += part;
            from += part;
            taken += part;
            drain(out, Long.MAX_VALUE);
        }
    }

    /** At 8 kHz nothing has to be filtered. */
    private void copy(short[] samples, int count, PcmBuffer out) throws IOException {
        for (int i = 0; i < count; i++) {
            out.add(samples[i]);
        }
        taken += count;
        given += count;
    }

    /** Gives the rest; call once at the end. */
    public void finish(PcmBuffer out) throws IOException {
        long total = (taken * up + down - 1) / down;
        while (given < total) {
            int room = window.length - filled;
            Arrays.fill(window, filled, filled + room, 0);
            filled += room;
            drain(out, total);
        }
    }

    private void drain(PcmBuffer out, long total) throws IOException {
        while (given < total) {
            long position = given * down;
            long centre = position / up;
            int start = (int) (centre - (half - 1) - firstIndex);
            if (start + 2 * half > filled) {
                shift(Math.min(start, filled));
                return;
            }
            out.add(filter(start, phases[(int) (position % up)]));
            given++;
        }
    }

    private short filter(int start, float[] taps) {
        float value = 0;
        for (int i = 0; i < taps.length; i++) {
            value += window[start + i] * taps[i];
        }
        return Pcm.clip(Math.round(value));
    }

    private void shift(int count) {
        System.arraycopy(window, count, window, 0, filled - count);
        filled -= count;
        firstIndex += count;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double position) {
        return Math.abs(position) >= 1
                ? 0
                : bessel(KAISER_BETA * Math.sqrt(1 - position * position)) / bessel(KAISER_BETA);
    }

    /** Modified Bessel function of the first kind, order 0. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= (x / 2 / k) * (x / 2 / k);
            sum += term;
        }
        return sum;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
