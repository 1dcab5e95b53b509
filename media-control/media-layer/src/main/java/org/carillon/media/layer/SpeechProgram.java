// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.carillon.engine.media.Prompt;

/** The speech synthesisers, and how each is told what to say. */
enum SpeechProgram {
    /** American English; Debian package flite. */
    FLITE("flite") {
        @Override
        List<String> command(String program, String voice, Prompt.Speech speech, Path text, Path sound) {
            return List.of(
                    program,
                    "-voice",
                    voice,
                    "--setf",
                    decimal("duration_stretch", 100.0 / speech.ratePercent() * speedUp(voice, speech)),
                    "--setf",
                    decimal("f0_shift", DEAF_TO_PITCH.equals(voice) ? 1 : ratio(speech)),
                    "-f",
                    text.toString(),
                    "-o",
                    sound.toString());
        }

        @Override
        double speedUp(String voice, Prompt.Speech speech) {
            return DEAF_TO_PITCH.equals(voice) ? ratio(speech) : 1;
        }

        /** Its lexicon knows ASCII only. */
        @Override
        String readable(String text) {
            String letters = Normalizer.normalize(text, Normalizer.Form.NFKD)
                    .replaceAll("\\p{M}", "")
                    .replaceAll("[\u2018\u2019]", "'")
                    .replaceAll("[\u2013\u2014]", ", ");
            return letters.replaceAll("[^ -~]", " ");
        }
    },

    /** All other languages; Debian package espeak-ng. */
    ESPEAK_NG("espeak-ng") {
        @Override
        List<String> command(String program, String voice, Prompt.Speech speech, Path text, Path sound) {
            return List.of(
                    program,
                    "-v",
                    voice,
                    "-s",
                    String.valueOf(Math.max(SLOWEST, Math.min(FASTEST, NORMAL_SPEED * speech.ratePercent() / 100))),
                    "-p",
                    String.valueOf(height(speech.pitchPercent())),
                    "-b",
                    "1",
                    "-f",
                    text.toString(),
                    "-w",
                    sound.toString());
        }

        /** Two brackets would begin phonemes. */
        @Override
        String readable(String text) {
            return text.replaceAll("\\p{Cntrl}", " ").replaceAll("\\[(?=\\[)", "[ ");
        }
    };

    /** This voice of flite takes no notice of its pitch settings (measured). */
    private static final String DEAF_TO_PITCH = "rms";

    /** Words a minute: espeak-ng's own speed, and its limits. */
    private static final int NORMAL_SPEED = 175;

    private static final int SLOWEST = 80;
    private static final int FASTEST = 450;

    private final String programName;

    SpeechProgram(String programName) {
        this.programName = programName;
    }

    /** The first part of a voice's name, and the program's. */
    String programName() {
        return programName;
    }

    abstract List<String> command(String program, String voice, Prompt.Speech speech, Path text, Path sound);

    /**
     * How much faster the result must be played: a voice that cannot be told its pitch speaks slower by this and is sped up
     * again.
     */
    double speedUp(String voice, Prompt.Speech speech) {
        return 1;
    }

    abstract String readable(String text);

    /**
     * espeak-ng's pitch goes from 0 to 99 with 50 as the voice's own. Measured: 0 is 20 % lower, 99 is 68 % higher.
     */
    private static int height(int percent) {
        double steps = percent < 0 ? percent * 50 / 20.0 : percent * 49 / 68.0;
        return (int) Math.max(0, Math.min(99, Math.round(50 + steps)));
    }

    private static double ratio(Prompt.Speech speech) {
        return 1 + speech.pitchPercent() / 100.0;
    }

    private static String decimal(String name, double value) {
        return String.format(Locale.ROOT, "%s=%.3f", name, value);
    }
}
