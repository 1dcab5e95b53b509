// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.audio;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Mono audio as signed 16 bit samples at a fixed rate. Immutable: arrays are copied on the way in and out.
 *
 * <p>Levels are in dBFS: 0 dBFS is the power of a full-scale square wave, so a full-scale sine is at -3 dBFS.
 */
public final class Sound {
    /** The sample rate of narrow-band telephony, in Hz. */
    public static final int TELEPHONE_RATE = 8000;

    /** What {@link #levelDbfs()} says of digital silence. */
    public static final double SILENT_DBFS = -120;

    private final short[] samples;
    private final int rate;

    private Sound(short[] samples, int rate) {
        if (rate <= 0) {
            throw new IllegalArgumentException("sample rate must be positive: " + rate);
        }
        this.samples = samples;
        this.rate = rate;
    }

    /**
     * Sound of the given samples.
     *
     * @param rate samples per second, above 0
     */
    public static Sound of(short[] samples, int rate) {
        return new Sound(samples.clone(), rate);
    }

    /** Samples given as numbers of any size, clipped to 16 bits. */
    static Sound clipped(double[] values, int rate) {
        var samples = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            samples[i] = clip(values[i]);
        }
        return new Sound(samples, rate);
    }

    static short clip(double value) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(value)));
    }

    /** Digital silence at 8000 Hz. */
    public static Sound silence(Duration length) {
        return new Sound(new short[samplesIn(length, TELEPHONE_RATE)], TELEPHONE_RATE);
    }

    /** One after the other; all must have the same rate. */
    public static Sound concat(List<Sound> parts) {
        if (parts.isEmpty()) {
            return silence(Duration.ZERO);
        }
        int rate = parts.get(0).rate;
        var all = new short[parts.stream().mapToInt(Sound::length).sum()];
        int at = 0;
        for (Sound part : parts) {
            part.requireRate(rate);
            System.arraycopy(part.samples, 0, all, at, part.samples.length);
            at += part.samples.length;
        }
        return new Sound(all, rate);
    }

    /** One after the other; all must have the same rate. */
    public static Sound concat(Sound... parts) {
        return concat(List.of(parts));
    }

    /** Both at once, clipped; the shorter one is followed by silence. */
    public Sound mixedWith(Sound other) {
        other.requireRate(rate);
        var sum = new double[Math.max(length(), other.length())];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (i < length() ? samples[i] : 0) + (i < other.length() ? other.samples[i] : 0);
        }
        return clipped(sum, rate);
    }

    /** The same sound, louder or softer. */
    public Sound amplified(double decibels) {
        double factor = Math.pow(10, decibels / 20);
        return clipped(Arrays.stream(toDoubles()).map(v -> v * factor).toArray(), rate);
    }

    /** The samples from the first index to before the second; indices outside the sound are cut to it. */
    public Sound slice(int from, int to) {
        int start = Math.max(0, Math.min(from, samples.length));
        int end = Math.max(start, Math.min(to, samples.length));
        return new Sound(Arrays.copyOfRange(samples, start, end), rate);
    }

    /** The part between two times from the beginning, cut to the sound. */
    public Sound slice(Duration from, Duration to) {
        return slice(samplesIn(from, rate), samplesIn(to, rate));
    }

    /** The same sound at another rate, see {@link Resampler}. */
    public Sound atRate(int newRate) {
        return newRate == rate ? this : Resampler.resample(this, newRate);
    }

    /** How many samples last for this long. */
    public static int samplesIn(Duration length, int rate) {
        return Math.toIntExact(Math.round(length.toNanos() / 1e9 * rate));
    }

    /** Mean power in dBFS, {@link #SILENT_DBFS} for silence or nothing. */
    public double levelDbfs() {
        double power = 0;
        for (short sample : samples) {
            power += (double) sample * sample;
        }
        return samples.length == 0 ? SILENT_DBFS : decibels(power / samples.length);
    }

    static double decibels(double meanPower) {
        double full = 32768.0 * 32768.0;
        return meanPower <= 0 ? SILENT_DBFS : Math.max(SILENT_DBFS, 10 * Math.log10(meanPower / full));
    }

    /** How long it lasts. */
    public Duration duration() {
        return Duration.ofNanos(samples.length * 1_000_000_000L / rate);
    }

    /** Number of samples. */
    public int length() {
        return samples.length;
    }

    /** Samples per second. */
    public int rate() {
        return rate;
    }

    /** The sample at an index. */
    public short sample(int index) {
        return samples[index];
    }

    /** A copy of the samples. */
    public short[] samples() {
        return samples.clone();
    }

    double[] toDoubles() {
        var values = new double[samples.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = samples[i];
        }
        return values;
    }

    void requireRate(int expected) {
        if (rate != expected) {
            throw new IllegalArgumentException("expected a sound at " + expected + " Hz, got one at " + rate + " Hz");
        }
    }

    @Override
    public String toString() {
        return "Sound[%d ms at %d Hz, %.1f dBFS]".formatted(duration().toMillis(), rate, levelDbfs());
    }
}
