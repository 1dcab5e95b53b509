// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.audio;

/**
 * Finds keypad digits in audio. Blocks of 12.75 ms are measured at the eight frequencies; two blocks in a row must show the
 * same pair, so tones from 40 ms on are found (ITU-T Q.24) wherever they begin. Speech is kept out by three demands: the pair
 * holds most of the block's energy, stands well above the other frequencies of its group, and the high tone has little second harmonic.
 * A key ends after two blocks that are quieter than it was, or three of other sound: a lost packet, filled with what came
 * before, breaks the phase of a tone that goes on. Twist may be 8 dB towards the low and 6 dB towards the high group. One instance per stream; it allocates nothing.
 */
public final class DtmfDetector {
    /** What {@link #process} answers when no key began. */
    public static final char NONE = 0;

    private static final int BLOCK = 102;
    /** Least amplitude of each frequency, about -38 dBm0. */
    private static final double LEAST_POWER = square(200.0 * BLOCK / 2);

    private static final double TWIST_TO_LOW = decibels(8);
    private static final double TWIST_TO_HIGH = decibels(6);
    private static final double ABOVE_OTHERS = decibels(8);
    private static final double SHARE_OF_ALL = 0.7;
    private static final double HARMONIC = decibels(-10);
    private static final double STEADY = decibels(6);
    private static final double QUIETER = decibels(6);
    private static final int QUIET_MISSES = 2;
    private static final int LOUD_MISSES = 3;

    private static final Goertzel[] LOW = bank(Keypad.LOW, 1);
    private static final Goertzel[] HIGH = bank(Keypad.HIGH, 1);
    private static final Goertzel[] HIGH_HARMONICS = bank(Keypad.HIGH, 2);

    private final short[] block = new short[BLOCK];
    private final double[] powers = new double[4];
    private int filled;
    private char previous = NONE;
    private double previousPower;
    private char active = NONE;
    private double activePower;
    private int misses;
    private double hitPower;
    private double blockPower;

    private static Goertzel[] bank(int[] frequencies, int multiple) {
        Goertzel[] bank = new Goertzel[frequencies.length];
        for (int i = 0; i < bank.length; i++) {
            bank[i] = new Goertzel(frequencies[i] * multiple);
        }
        return bank;
    }

    /**
     * Takes the next samples.
     *
     * @return the key that began in them, or {@link #NONE}
     */
    public char process(short[] samples, int count) {
        char began = NONE;
        int from = 0;
        while (from < count) {
            int part = Math.min(BLOCK - filled, count - from);
            System.arraycopy(samples, from, block, filled, part);
            filled += part;
            from += part;
            if (filled == BLOCK) {
                filled = 0;
                char key = judge(measure());
                began = key == NONE ? began : key;
            }
        }
        return began;
    }

    /** True while a key's tone is heard. */
    public boolean active() {
        return active != NONE;
    }

    private char judge(char hit) {
        boolean steady = hit != NONE
                && hit == previous
                && hitPower < previousPower * STEADY
                && previousPower < hitPower * STEADY;
        // The last block of a tone is cut short: its level may drop, its pair does not change.
        previous = hit;
        previousPower = hitPower;
        if (hit == active && hit != NONE) {
            misses = 0;
            activePower = hitPower;
            return NONE;
        }
        if (steady) {
            active = hit;
            activePower = hitPower;
            misses = 0;
            return hit;
        }
        boolean quiet = blockPower * QUIETER < activePower;
        if (active != NONE && ++misses >= (quiet ? QUIET_MISSES : LOUD_MISSES)) {
            active = NONE;
        }
        return NONE;
    }

    private char measure() {
        hitPower = 0;
        double energy = 0;
        for (short sample : block) {
            energy += (double) sample * sample;
        }
        blockPower = energy * BLOCK / 2;
        if (blockPower < LEAST_POWER * 2 * SHARE_OF_ALL) {
            return NONE;
        }
        int row = strongest(LOW);
        if (row < 0) {
            return NONE;
        }
        double low = powers[row];
        int column = strongest(HIGH);
        if (column < 0) {
            return NONE;
        }
        double high = powers[column];
        boolean balanced = low < high * TWIST_TO_LOW && high < low * TWIST_TO_HIGH;
        if (!balanced || low + high < SHARE_OF_ALL * blockPower || harmonic(column, high)) {
            return NONE;
        }
        hitPower = low + high;
        return Keypad.at(row, column);
    }

    /** Index of the frequency that stands clear above the others of its group, or -1. */
    private int strongest(Goertzel[] group) {
        int best = 0;
        for (int i = 0; i < group.length; i++) {
            powers[i] = group[i].power(block, 0, BLOCK);
            best = powers[i] > powers[best] ? i : best;
        }
        if (powers[best] < LEAST_POWER) {
            return -1;
        }
        for (int i = 0; i < group.length; i++) {
            if (i != best && powers[i] * ABOVE_OTHERS > powers[best]) {
                return -1;
            }
        }
        return best;
    }

    /** Only of the high tone: the second harmonics of the low tones lie too near the high ones to be told apart. */
    private boolean harmonic(int column, double high) {
        return HIGH_HARMONICS[column].power(block, 0, BLOCK) > high * HARMONIC;
    }

    private static double square(double value) {
        return value * value;
    }

    private static double decibels(double value) {
        return Math.pow(10, value / 10);
    }
}
