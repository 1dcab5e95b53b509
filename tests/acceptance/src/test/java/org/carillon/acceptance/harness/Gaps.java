// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance.harness;

import java.time.Duration;
import org.carillon.testing.audio.Sound;

/** Measures how long it is quiet between sounds. */
public final class Gaps {
    private static final Duration STEP = Duration.ofMillis(5);
    private static final double QUIET = -48;

    private Gaps() {}

    /** The longest quiet between the first and the last loud place; zero when there is none. Exact to 5 ms. */
    public static Duration longest(Sound sound) {
        int step = Sound.samplesIn(STEP, sound.rate());
        int longest = 0;
        int lastLoud = -1;
        for (int at = 0; at + step <= sound.length(); at += step) {
            if (sound.slice(at, at + step).levelDbfs() < QUIET) {
                continue;
            }
            if (lastLoud >= 0) {
                longest = Math.max(longest, at - lastLoud - step);
            }
            lastLoud = at;
        }
        return Duration.ofMillis(longest * 1000L / sound.rate());
    }

    /** From the first loud place to the end of the last one. */
    public static Duration extent(Sound sound) {
        int step = Sound.samplesIn(STEP, sound.rate());
        int first = -1;
        int last = -1;
        for (int at = 0; at + step <= sound.length(); at += step) {
            if (sound.slice(at, at + step).levelDbfs() >= QUIET) {
                first = first < 0 ? at : first;
                last = at + step;
            }
        }
        return Duration.ofMillis((last - first) * 1000L / sound.rate());
    }
}
