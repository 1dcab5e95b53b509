// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.carillon.engine.media.Segment;

/** Makes sounds and judges them. */
final class Sounds {
    private Sounds() {}

    /** The sound of the only segment. */
    static Pcm of(List<Segment> segments) {
        return of(file(segments));
    }

    static Pcm of(Path file) {
        try {
            assertThat(WavFile.header(file).orElseThrow().isTelephoneSound()).isTrue();
            return WavFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(List<Segment> segments) {
        assertThat(segments).singleElement().isInstanceOf(Segment.File.class);
        return Path.of(URI.create(((Segment.File) segments.get(0)).uri()));
    }

    static double seconds(Pcm sound) {
        return (double) sound.samples().length / sound.rate();
    }

    /** The strength of all, in dB of full scale. */
    static double level(Pcm sound) {
        double sum = 0;
        for (short sample : sound.samples()) {
            sum += (double) sample * sample;
        }
        return 10 * Math.log10(sum / sound.samples().length / (32768.0 * 32768) + 1e-12);
    }

    /** The strength at one frequency (Goertzel), in dB of full scale. */
    static double levelAt(Pcm sound, double frequency) {
        double coefficient = 2 * Math.cos(2 * Math.PI * frequency / sound.rate());
        double before = 0;
        double last = 0;
        for (short sample : sound.samples()) {
            double now = sample + coefficient * last - before;
            before = last;
            last = now;
        }
        double power = before * before + last * last - coefficient * last * before;
        double n = sound.samples().length;
        return 10 * Math.log10(power / (n * n / 4) / (32768.0 * 32768) * 2 + 1e-12);
    }

    static Pcm tone(int rate, double frequency, double seconds) {
        short[] samples = new short[(int) (rate * seconds)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (10_000 * Math.sin(2 * Math.PI * frequency * i / rate));
        }
        return new Pcm(rate, samples);
    }
}
