// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import org.carillon.media.server.testing.Sounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
    private static short[] resample(int rate, short[] samples) throws IOException {
        PcmBuffer out = new PcmBuffer(1_000_000);
        Resampler resampler = new Resampler(rate);
        // Odd portions show whether the state is carried over.
        for (int from = 0; from < samples.length; from += 777) {
            short[] part = Arrays.copyOfRange(samples, from, Math.min(samples.length, from + 777));
            resampler.process(part, part.length, out);
        }
        resampler.finish(out);
        short[] result = new short[out.length()];
        out.toPcm().copyTo(0, result, 0, result.length);
        return result;
    }

    private static short[] middle(short[] samples) {
        return Arrays.copyOfRange(samples, 800, samples.length - 800);
    }

    @ParameterizedTest
    @ValueSource(ints = {6000, 8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 96000})
    void toneKeepsItsFrequencyItsLevelAndItsLength(int rate) throws IOException {
        short[] result = resample(rate, Sounds.sine(rate, 1000, 10_000, 1000));
        assertThat(result).hasSize(8000);
        assertThat(Sounds.level(middle(result), 1000)).isCloseTo(10_000, within(150.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {16000, 22050, 44100, 48000})
    void whatIsAboveFourKilohertzDoesNotFoldBack(int rate) throws IOException {
        short[] result = resample(rate, Sounds.sine(rate, 1000, 10_000, 5000));
        // 60 dB below.
        assertThat(Sounds.rms(middle(result))).isLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {16000, 44100, 48000})
    void speechBandPassesEvenly(int rate) throws IOException {
        for (double frequency : new double[] {200, 1800, 3400}) {
            short[] result = middle(resample(rate, Sounds.sine(rate, 1000, 10_000, frequency)));
            assertThat(Sounds.level(result, frequency)).isCloseTo(10_000, within(300.0));
        }
    }

    @Test
    void soundStartsWhereItStarted() throws IOException {
        short[] click = new short[48_000];
        Arrays.fill(click, 24_000, 24_006, (short) 20_000);
        short[] result = resample(48_000, click);
        int loudest = 0;
        for (int i = 0; i < result.length; i++) {
            loudest = Math.abs(result[i]) > Math.abs(result[loudest]) ? i : loudest;
        }
        assertThat(loudest).isBetween(3999, 4001);
    }

    @Test
    void rateOutOfRangeIsRefused() {
        assertThatThrownBy(() -> new Resampler(3999)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Resampler(192_001)).isInstanceOf(IllegalArgumentException.class);
    }
}
