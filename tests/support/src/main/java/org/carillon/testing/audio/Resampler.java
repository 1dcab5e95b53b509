// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.audio;

/**
 * Changes the sample rate by a windowed sinc filter: 24 zero crossings a side, Hann window, cut off below the lower of
 * the two half rates. Slow and good, which is what a reference should be.
 */
final class Resampler {
    private static final int CROSSINGS = 24;
    private static final double PASS = 0.94;

    private Resampler() {}

    static Sound resample(Sound sound, int newRate) {
        double[] in = sound.toDoubles();
        double step = (double) sound.rate() / newRate;
        double cut = PASS * Math.min(1, 1 / step);
        var out = new double[(int) Math.round(in.length / step)];
        for (int i = 0; i < out.length; i++) {
            out[i] = valueAt(in, i * step, cut);
        }
        return Sound.clipped(out, newRate);
    }

    private static double valueAt(double[] in, double position, double cut) {
        double reach = CROSSINGS / cut;
        int from = (int) Math.max(0, Math.ceil(position - reach));
        int to = (int) Math.min(in.length - 1.0, Math.floor(position + reach));
        double sum = 0;
        for (int k = from; k <= to; k++) {
            double distance = position - k;
            double window = 0.5 + 0.5 * Math.cos(Math.PI * distance / reach);
            sum += in[k] * cut * sinc(distance * cut) * window;
        }
        return sum;
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
