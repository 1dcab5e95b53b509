// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.audio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.SplittableRandom;

/** Makes sounds at 8000 Hz for a test to play: tones, keys, and noise that has the shape of speech. */
public final class Tones {
    /** Level of the tones when none is said, in dBFS: loud, and far from clipping. */
    public static final double DEFAULT_LEVEL = -13;

    static final double[] ROWS = {697, 770, 852, 941};
    static final double[] COLUMNS = {1209, 1336, 1477, 1633};
    static final String KEYS = "123A456B789C*0#D";

    private Tones() {}

    /** A sine at -13 dBFS. */
    public static Sound sine(double hertz, Duration length) {
        return sine(hertz, length, DEFAULT_LEVEL);
    }

    /** A sine at a level in dBFS (mean power). */
    public static Sound sine(double hertz, Duration length, double dbfs) {
        var values = new double[Sound.samplesIn(length, Sound.TELEPHONE_RATE)];
        double amplitude = 32768 * Math.sqrt(2) * Math.pow(10, dbfs / 20);
        for (int i = 0; i < values.length; i++) {
            values[i] = amplitude * Math.sin(2 * Math.PI * hertz * i / Sound.TELEPHONE_RATE);
        }
        return Sound.clipped(values, Sound.TELEPHONE_RATE);
    }

    /**
     * Keys as in-band tones (ITU-T Q.23), both frequencies at -13 dBFS.
     *
     * @param keys any of {@code 0-9 * # A-D}
     * @param on how long each tone lasts (Q.24: at least 40 ms to be heard)
     * @param off the pause after each
     */
    public static Sound keys(String keys, Duration on, Duration off) {
        var parts = new ArrayList<Sound>();
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            int index = KEYS.indexOf(Character.toUpperCase(key));
            if (index < 0) {
                throw new IllegalArgumentException("not a telephone key: " + key);
            }
            parts.add(sine(ROWS[index / 4], on).mixedWith(sine(COLUMNS[index % 4], on)));
            parts.add(Sound.silence(off));
        }
        return Sound.concat(parts);
    }

    /**
     * Noise in bursts of changing length, level and colour, as speech has: it correlates with itself at one place only,
     * so it shows alignment better than any tone. The same seed gives the same sound.
     */
    public static Sound babble(Duration length, long seed) {
        var random = new SplittableRandom(seed);
        var values = new double[Sound.samplesIn(length, Sound.TELEPHONE_RATE)];
        double envelope = 0;
        double target = 0;
        double voice = 0;
        for (int i = 0; i < values.length; i++) {
            if (i % 640 == 0) {
                target = random.nextInt(4) == 0 ? 0 : random.nextDouble(1500, 9000);
            }
            envelope += (target - envelope) * 0.01;
            voice += (random.nextDouble(-1, 1) - voice) * 0.45;
            values[i] = envelope * voice;
        }
        return Sound.clipped(values, Sound.TELEPHONE_RATE);
    }
}
