// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measures how high a voice is. */
final class Pitch {
    private Pitch() {}

    /** The median over all voiced pieces, in hertz, by autocorrelation. */
    static double of(Pcm sound) {
        int length = sound.rate() / 20;
        List<Double> found = new ArrayList<>();
        for (int start = 0; start + 2 * length < sound.samples().length; start += length) {
            int best = 0;
            double strongest = 0;
            double own = correlation(sound, start, length, 0);
            for (int lag = sound.rate() / 350; lag <= sound.rate() / 65; lag++) {
                double strength = correlation(sound, start, length, lag);
                if (strength > strongest) {
                    strongest = strength;
                    best = lag;
                }
            }
            if (own > length * 500.0 * 500 && strongest > 0.6 * own) {
                found.add((double) sound.rate() / best);
            }
        }
        Collections.sort(found);
        return found.get(found.size() / 2);
    }

    private static double correlation(Pcm sound, int start, int length, int lag) {
        double sum = 0;
        for (int i = start; i < start + length; i++) {
            sum += (double) sound.samples()[i] * sound.samples()[i + lag];
        }
        return sum;
    }
}
