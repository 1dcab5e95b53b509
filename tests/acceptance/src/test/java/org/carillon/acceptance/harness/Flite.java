// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.Wav;

/** Speaks as the platform's default voice does, to compare with what a caller hears. */
public final class Flite {
    private static final int SECONDS = 20;

    private Flite() {}

    /** One sentence; at twice the rate it takes half the time. */
    public static Sound speak(String sentence, double rate) {
        try {
            Path folder = Files.createTempDirectory("flite");
            Path text = folder.resolve("text");
            Path sound = folder.resolve("sound.wav");
            Files.writeString(text, sentence);
            Process flite = new ProcessBuilder(List.of(
                            "flite",
                            "-voice",
                            "slt",
                            "--setf",
                            "duration_stretch=" + 1 / rate,
                            "-f",
                            text.toString(),
                            "-o",
                            sound.toString()))
                    .inheritIO()
                    .start();
            if (!flite.waitFor(SECONDS, TimeUnit.SECONDS) || flite.exitValue() != 0) {
                flite.destroyForcibly();
                throw new IllegalStateException("flite could not speak: " + sentence);
            }
            Sound spoken = Wav.read(sound).atRate(Sound.TELEPHONE_RATE);
            for (Path file : List.of(text, sound, folder)) {
                Files.delete(file);
            }
            return spoken;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
