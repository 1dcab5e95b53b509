// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.audio;

import java.util.Arrays;

/** Immutable sound: 16-bit samples, 8 kHz, mono. */
public final class Pcm {
    /** Samples per second of all sound in this server. */
    public static final int RATE = 8000;
    /** Samples of one 20 ms frame. */
    public static final int FRAME = 160;
    /** Milliseconds of one frame. */
    public static final int FRAME_MS = 20;
    /** No sound at all. */
    public static final Pcm EMPTY = new Pcm(new short[0], 0);

    /** Empty for silence, which needs no memory. */
    private final short[] samples;

    private final int length;

    private Pcm(short[] samples, int length) {
        this.samples = samples;
        this.length = length;
    }

    /** Copies the first {@code length} samples. */
    public static Pcm copyOf(short[] samples, int length) {
        return new Pcm(Arrays.copyOf(samples, length), length);
    }

    /** Takes the array over without a copy; the caller must not touch it again. */
    static Pcm owning(short[] samples) {
        return new Pcm(samples, samples.length);
    }

    /** @param millis 0 or more */
    public static Pcm silence(int millis) {
        return new Pcm(new short[0], (int) samplesOf(millis));
    }

    public int length() {
        return length;
    }

    /** Bytes of memory the samples take. */
    public long bytes() {
        return 2L * samples.length;
    }

    /** Length in milliseconds, rounded down. */
    public long millis() {
        return millisOf(length);
    }

    public short at(int index) {
        return samples.length == 0 ? 0 : samples[index];
    }

    /** Copies {@code count} samples from {@code from} into {@code target} at {@code at}. */
    public void copyTo(int from, short[] target, int at, int count) {
        if (samples.length == 0) {
            Arrays.fill(target, at, at + count, (short) 0);
        } else {
            System.arraycopy(samples, from, target, at, count);
        }
    }

    public static long millisOf(long samples) {
        return samples * 1000 / RATE;
    }

    public static long samplesOf(long millis) {
        return millis * RATE / 1000;
    }

    /** Clips to 16 bits. */
    public static short clip(int value) {
        if (value > Short.MAX_VALUE) {
            return Short.MAX_VALUE;
        }
        return value < Short.MIN_VALUE ? Short.MIN_VALUE : (short) value;
    }
}
