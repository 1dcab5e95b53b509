// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.audio;

import java.time.Duration;

/** Looks for a tone, or for silence, anywhere in a longer sound, window by window. */
public final class ToneSearch {
    private static final Duration WINDOW = Duration.ofMillis(200);
    private static final Duration STEP = Duration.ofMillis(50);

    private ToneSearch() {}

    /**
     * The best 200 ms for this tone: the window with the largest margin among the audible ones.
     *
     * @return the fit of that window; of the whole sound when it is shorter than a window
     */
    public static ToneFit best(Sound sound, double hertz) {
        int window = Sound.samplesIn(WINDOW, sound.rate());
        if (sound.length() < window) {
            return new ToneFit(Sound.SILENT_DBFS, sound.levelDbfs());
        }
        int step = Sound.samplesIn(STEP, sound.rate());
        ToneFit best = ToneFit.of(sound.slice(0, window), hertz);
        for (int at = step; at + window <= sound.length(); at += step) {
            ToneFit fit = ToneFit.of(sound.slice(at, at + window), hertz);
            if (score(fit) > score(best)) {
                best = fit;
            }
        }
        return best;
    }

    /** How long the tone is clear, as the sum of all 50 ms steps in which it is; exact to about a step. */
    public static Duration lengthOf(Sound sound, double hertz) {
        int step = Sound.samplesIn(STEP, sound.rate());
        int clear = 0;
        for (int at = 0; at + step <= sound.length(); at += step) {
            if (ToneFit.of(sound.slice(at, at + step), hertz).clear()) {
                clear++;
            }
        }
        return STEP.multipliedBy(clear);
    }

    private static double score(ToneFit fit) {
        return fit.toneDbfs() < ToneFit.AUDIBLE ? fit.toneDbfs() - 1000 : fit.marginDb();
    }
}
