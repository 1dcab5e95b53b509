// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.ssml;

/**
 * A manner of speaking, relative to the voice's own.
 *
 * @param ratePercent speed, 20 to 200, 100 is the voice's own
 * @param pitchPercent height, 50 to 200, 100 is the voice's own
 * @param gainDecibels loudness, -60 to 12, 0 is the voice's own
 * @param silent whether the words take their time without being heard ({@code volume="silent"})
 */
public record Prosody(int ratePercent, int pitchPercent, int gainDecibels, boolean silent) {

    public static final int MIN_RATE = 20;
    public static final int MAX_RATE = 200;
    public static final int MIN_PITCH = 50;
    public static final int MAX_PITCH = 200;
    public static final int MIN_GAIN = -60;
    public static final int MAX_GAIN = 12;

    /** The voice's own manner. */
    public static final Prosody NORMAL = new Prosody(100, 100, 0, false);

    /** @throws IllegalArgumentException when a number is out of its range */
    public Prosody {
        if (ratePercent < MIN_RATE || ratePercent > MAX_RATE) {
            throw new IllegalArgumentException("rate: " + ratePercent);
        }
        if (pitchPercent < MIN_PITCH || pitchPercent > MAX_PITCH) {
            throw new IllegalArgumentException("pitch: " + pitchPercent);
        }
        if (gainDecibels < MIN_GAIN || gainDecibels > MAX_GAIN) {
            throw new IllegalArgumentException("gain: " + gainDecibels);
        }
    }

    Prosody withRate(int percent) {
        return new Prosody(Math.max(MIN_RATE, Math.min(MAX_RATE, percent)), pitchPercent, gainDecibels, silent);
    }

    Prosody withPitch(int percent) {
        return new Prosody(ratePercent, Math.max(MIN_PITCH, Math.min(MAX_PITCH, percent)), gainDecibels, silent);
    }

    Prosody withGain(int decibels) {
        return new Prosody(ratePercent, pitchPercent, Math.max(MIN_GAIN, Math.min(MAX_GAIN, decibels)), false);
    }

    Prosody muted() {
        return new Prosody(ratePercent, pitchPercent, gainDecibels, true);
    }
}
