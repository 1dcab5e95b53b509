// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.audio;

/**
 * How much of a piece of sound is one sine. The sine that fits best (least squares in phase and amplitude, which for
 * whole periods is Goertzel's result and for others has no leakage) is taken out; what stays is the rest.
 *
 * @param toneDbfs level of the fitted sine
 * @param restDbfs level of everything else
 */
public record ToneFit(double toneDbfs, double restDbfs) {
    /** How far a tone must stand above the rest to count as heard, in dB. */
    public static final double CLEAR_MARGIN = 20;

    /** Below this a tone does not count as heard, in dBFS. */
    public static final double AUDIBLE = -50;

    /** Fits a sine of this frequency to the sound. */
    public static ToneFit of(Sound sound, double hertz) {
        double[] x = sound.toDoubles();
        double cc = 0;
        double ss = 0;
        double cs = 0;
        double xc = 0;
        double xs = 0;
        double xx = 0;
        for (int i = 0; i < x.length; i++) {
            double angle = 2 * Math.PI * hertz * i / sound.rate();
            double c = Math.cos(angle);
            double s = Math.sin(angle);
            cc += c * c;
            ss += s * s;
            cs += c * s;
            xc += x[i] * c;
            xs += x[i] * s;
            xx += x[i] * x[i];
        }
        double determinant = cc * ss - cs * cs;
        if (x.length == 0 || determinant < 1e-6) {
            return new ToneFit(Sound.SILENT_DBFS, sound.levelDbfs());
        }
        double tone = (xc * xc * ss - 2 * xc * xs * cs + xs * xs * cc) / determinant;
        return new ToneFit(Sound.decibels(tone / x.length), Sound.decibels(Math.max(0, xx - tone) / x.length));
    }

    /** The tone's level over the rest, in dB. */
    public double marginDb() {
        return toneDbfs - restDbfs;
    }

    /** Whether the tone is audible and stands at least {@link #CLEAR_MARGIN} over the rest. */
    public boolean clear() {
        return toneDbfs >= AUDIBLE && marginDb() >= CLEAR_MARGIN;
    }

    @Override
    public String toString() {
        return "tone %.1f dBFS, rest %.1f dBFS".formatted(toneDbfs, restDbfs);
    }
}
