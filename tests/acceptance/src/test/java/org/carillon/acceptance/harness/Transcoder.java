// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.Wav;

/** Makes files of other formats out of a sound, with ffmpeg. */
public final class Transcoder {
    private static final int SECONDS = 20;

    private Transcoder() {}

    /**
     * The sound as a file of another format.
     *
     * @param extension tells ffmpeg the format, for example {@code mp3}
     * @param options of the output, for example {@code -ar 44100}
     */
    public static byte[] encode(Sound sound, String extension, String... options) {
        try {
            Path folder = Files.createTempDirectory("transcoder");
            Path in = folder.resolve("in.wav");
            Path out = folder.resolve("out." + extension);
            Wav.write(in, sound);
            var command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-loglevel", "error", "-i", in.toString()));
            command.addAll(List.of(options));
            command.add(out.toString());
            Process ffmpeg = new ProcessBuilder(command).inheritIO().start();
            if (!ffmpeg.waitFor(SECONDS, TimeUnit.SECONDS) || ffmpeg.exitValue() != 0) {
                ffmpeg.destroyForcibly();
                throw new IllegalStateException("ffmpeg could not make " + out);
            }
            byte[] bytes = Files.readAllBytes(out);
            for (Path file : List.of(in, out, folder)) {
                Files.delete(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
