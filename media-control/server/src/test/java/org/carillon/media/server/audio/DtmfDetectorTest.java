// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.carillon.media.server.testing.Sounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DtmfDetectorTest {
    private static final String GRID = "123A456B789C*0#D";

    private static String detect(short[] samples) {
        DtmfDetector detector = new DtmfDetector();
        StringBuilder keys = new StringBuilder();
        short[] frame = new short[Pcm.FRAME];
        for (int from = 0; from + Pcm.FRAME <= samples.length; from += Pcm.FRAME) {
            System.arraycopy(samples, from, frame, 0, Pcm.FRAME);
            char key = detector.process(frame, Pcm.FRAME);
            if (key != DtmfDetector.NONE) {
                keys.append(key);
            }
        }
        return keys.toString();
    }

    private static short[] tone(char key, int millis, double low, double high, double detune) {
        int cell = GRID.indexOf(key);
        short[] one = Sounds.sine(8000, millis, low, Keypad.LOW[cell / 4] * detune);
        return Sounds.add(one, Sounds.sine(8000, millis, high, Keypad.HIGH[cell % 4] * detune));
    }

    private static short[] dial(String keys, int on, int off, double low, double high, double detune) {
        short[] all = new short[160];
        for (int i = 0; i < keys.length(); i++) {
            all = Sounds.join(all, tone(keys.charAt(i), on, low, high, detune), new short[off * 8]);
        }
        return Sounds.join(all, new short[800]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {300, 1000, 4000, 14_000})
    void allKeysAreFoundAtEveryLevel(double amplitude) {
        assertThat(detect(dial(GRID, 50, 50, amplitude, amplitude, 1))).isEqualTo(GRID);
    }

    @Test
    void shortestKeysAreFoundWhereverTheyBegin() {
        for (int offset = 0; offset < 110; offset += 7) {
            short[] samples = Sounds.join(new short[offset], dial("159D", 40, 40, 5000, 5000, 1));
            assertThat(detect(samples)).as("offset %d", offset).isEqualTo("159D");
        }
    }

    @ParameterizedTest
    @CsvSource({"2.2, 1", "1, 1.8"})
    void unequalLevelsOfTheTwoTonesAreAccepted(double low, double high) {
        assertThat(detect(dial(GRID, 60, 60, 4000 * low, 4000 * high, 1))).isEqualTo(GRID);
    }

    @ParameterizedTest
    @CsvSource({"4, 1", "1, 4"})
    void tooUnequalLevelsAreNoKey(double low, double high) {
        assertThat(detect(dial(GRID, 60, 60, 3000 * low, 3000 * high, 1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.985, 1.015})
    void detunedKeysAreFound(double detune) {
        assertThat(detect(dial(GRID, 60, 60, 5000, 5000, detune))).isEqualTo(GRID);
    }

    @Test
    void keysAreFoundInNoise() {
        short[] keys = dial(GRID, 60, 60, 5000, 5000, 1);
        assertThat(detect(Sounds.add(keys, Sounds.noise(keys.length / 8, 900, 3))))
                .isEqualTo(GRID);
    }

    @Test
    void heldKeyIsOneKeyAndRepeatedKeyIsTwo() {
        assertThat(detect(dial("5", 1500, 60, 5000, 5000, 1))).isEqualTo("5");
        assertThat(detect(dial("55", 60, 60, 5000, 5000, 1))).isEqualTo("55");
    }

    /** A hole is filled as the jitter buffer does: by the fading repetition of the frame before. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void keyWithLostPacketsIsOneKey(int lost) {
        float[] fade = {0.9f, 0.6f};
        for (int offset = 0; offset < Pcm.FRAME; offset += 20) {
            for (int hole = 4; hole < 9; hole++) {
                short[] samples = Sounds.join(new short[offset], dial(GRID, 200, 100, 5000, 5000, 1));
                for (int i = 0; i < GRID.length(); i++) {
                    int from = (i * 15 + hole) * Pcm.FRAME;
                    for (int at = 0; at < lost * Pcm.FRAME; at++) {
                        int before = from - Pcm.FRAME + at % Pcm.FRAME;
                        samples[from + at] = (short) (samples[before] * (at < Pcm.FRAME ? fade[0] : fade[1] / fade[0]));
                    }
                }
                assertThat(detect(samples))
                        .as("offset %d hole %d", offset, hole)
                        .isEqualTo(GRID);
            }
        }
    }

    @Test
    void veryShortTonesAreNoKeys() {
        assertThat(detect(dial(GRID, 12, 60, 5000, 5000, 1))).isEmpty();
    }

    @Test
    void singleTonesNoiseAndChordsAreNoKeys() {
        for (int frequency = 300; frequency < 3400; frequency += 11) {
            assertThat(detect(Sounds.sine(8000, 200, 8000, frequency)))
                    .as("%d Hz", frequency)
                    .isEmpty();
        }
        assertThat(detect(Sounds.noise(60_000, 6000, 1))).isEmpty();
        assertThat(detect(music())).isEmpty();
    }

    /** A minute of chords with overtones, as music on hold has. */
    private static short[] music() {
        Random random = new Random(5);
        short[] all = new short[0];
        for (int i = 0; i < 240; i++) {
            double root = 220 * Math.pow(2, random.nextInt(24) / 12.0);
            double third = root * Math.pow(2, (3 + random.nextInt(2)) / 12.0);
            double fifth = root * Math.pow(2, 7 / 12.0);
            short[] chord = Sounds.sine(8000, 250, 2500, root, third, fifth);
            all = Sounds.join(all, Sounds.add(chord, Sounds.sine(8000, 250, 900, 2 * root, 3 * root, 2 * third)));
        }
        return all;
    }

    @Test
    void speechIsNoKey(@TempDir Path folder) throws IOException, InterruptedException {
        String text =
                "Welcome to the switchboard. For opening hours press one, for the workshop press two, or stay on the line "
                        + "and somebody will speak to you. Seven easy pieces were played to the audience in the evening. ";
        for (String voice : new String[] {"kal", "slt", "rms", "awb"}) {
            Path file = folder.resolve(voice + ".wav");
            Process flite = new ProcessBuilder("flite", "-voice", voice, "-t", text.repeat(2), "-o", file.toString())
                    .inheritIO()
                    .start();
            assertThat(flite.waitFor()).isZero();
            Pcm speech = WavReader.read(new ByteArrayInputStream(Files.readAllBytes(file)), 8000 * 300);
            short[] samples = new short[speech.length()];
            speech.copyTo(0, samples, 0, samples.length);
            assertThat(speech.millis()).isGreaterThan(15_000);
            assertThat(detect(samples)).as(voice).isEmpty();
        }
    }
}
