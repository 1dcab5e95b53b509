// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.record;

/**
 * Tells speech from silence by the level of a frame. The threshold follows the quietest frame of the last two seconds, so
 * that line noise counts as silence, but never rises so far that a steady tone would.
 */
final class VoiceMeter {
    private static final double LEAST_THRESHOLD = 150;
    private static final double HIGHEST_THRESHOLD = 600;
    private static final double ABOVE_NOISE = 3;
    private static final int WINDOW = 100;

    private double floor = LEAST_THRESHOLD / ABOVE_NOISE;
    private double quietest = Double.MAX_VALUE;
    private int frames;

    boolean voice(short[] frame) {
        double energy = 0;
        for (short sample : frame) {
            energy += (double) sample * sample;
        }
        double level = Math.sqrt(energy / frame.length);
        quietest = Math.min(quietest, level);
        if (++frames == WINDOW) {
            floor = quietest;
            quietest = Double.MAX_VALUE;
            frames = 0;
        }
        double threshold = Math.min(HIGHEST_THRESHOLD, Math.max(LEAST_THRESHOLD, floor * ABOVE_NOISE));
        return level > threshold;
    }
}
