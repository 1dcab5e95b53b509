// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.audio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Hears in-band keys (ITU-T Q.23): Goertzel energy at the eight frequencies in blocks of 205 samples (25.6 ms), every
 * half block. A key needs one strong row and one strong column within 8 dB of each other, most of the block's power in
 * these two, and two blocks in a row, so that speech is not taken for keys.
 */
public final class KeyDetector {
    private static final int BLOCK = 205;
    private static final int HOP = 102;
    private static final double LOUD_ENOUGH = -40;
    private static final double TWIST_DB = 8;
    private static final double SHARE = 0.7;
    private static final char NONE = ' ';

    private KeyDetector() {}

    /** All keys in the sound, in order. */
    public static List<KeyTone> keysIn(Sound sound) {
        double[] x = sound.atRate(Sound.TELEPHONE_RATE).toDoubles();
        var keys = new ArrayList<KeyTone>();
        char current = NONE;
        int since = 0;
        for (int at = 0; at + BLOCK <= x.length + HOP; at += HOP) {
            char key = at + BLOCK <= x.length ? keyAt(x, at) : NONE;
            if (key == current) {
                continue;
            }
            if (current != NONE && at - since >= 2 * HOP) {
                keys.add(new KeyTone(current, time(since), time(at - since)));
            }
            current = key;
            since = at;
        }
        return keys;
    }

    /** Only the keys, as they would be dialled. */
    public static String textOf(Sound sound) {
        var text = new StringBuilder();
        keysIn(sound).forEach(tone -> text.append(tone.key()));
        return text.toString();
    }

    private static char keyAt(double[] x, int at) {
        double total = 0;
        for (int i = at; i < at + BLOCK; i++) {
            total += x[i] * x[i];
        }
        if (Sound.decibels(total / BLOCK) < LOUD_ENOUGH) {
            return NONE;
        }
        int row = strongest(x, at, Tones.ROWS);
        int column = strongest(x, at, Tones.COLUMNS);
        double rowPower = power(x, at, Tones.ROWS[row]);
        double columnPower = power(x, at, Tones.COLUMNS[column]);
        boolean balanced = Math.abs(10 * Math.log10(rowPower / columnPower)) <= TWIST_DB;
        boolean pure = rowPower + columnPower >= SHARE * total;
        return balanced && pure ? Tones.KEYS.charAt(row * 4 + column) : NONE;
    }

    private static int strongest(double[] x, int at, double[] frequencies) {
        int best = 0;
        for (int i = 1; i < frequencies.length; i++) {
            if (power(x, at, frequencies[i]) > power(x, at, frequencies[best])) {
                best = i;
            }
        }
        return best;
    }

    /** Goertzel's energy at a frequency, scaled so that a pure sine gives the energy of the block. */
    private static double power(double[] x, int at, double hertz) {
        double factor = 2 * Math.cos(2 * Math.PI * hertz / Sound.TELEPHONE_RATE);
        double last = 0;
        double before = 0;
        for (int i = at; i < at + BLOCK; i++) {
            double value = x[i] + factor * last - before;
            before = last;
            last = value;
        }
        double energy = last * last + before * before - factor * last * before;
        return Math.max(1e-9, energy * 2 / BLOCK);
    }

    private static Duration time(int samples) {
        return Duration.ofNanos(samples * 1_000_000_000L / Sound.TELEPHONE_RATE);
    }
}
