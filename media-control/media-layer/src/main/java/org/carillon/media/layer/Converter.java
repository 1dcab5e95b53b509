// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Turns audio of any kind into 8 kHz mono, with ffmpeg. */
final class Converter {
    private static final Logger LOG = Logger.getLogger(Converter.class);

    /** Longer audio is cut: nobody plays more than two hours, and the file would become too large. */
    private static final int LONGEST_SECONDS = 7200;

    private final Programs programs;
    private final Duration limit;

    Converter(Programs programs, Duration limit) {
        this.programs = programs;
        this.limit = limit;
    }

    /** The workers that {@link #convert} is for. */
    Programs programs() {
        return programs;
    }

    /** Says in the log when ffmpeg is missing. Blocks. */
    void check() throws InterruptedException {
        try {
            String unused = programs.run(List.of("ffmpeg", "-hide_banner", "-version"), Duration.ofSeconds(5));
        } catch (IOException e) {
            LOG.errorf(
                    "CARPROMPT0003 ffmpeg cannot be run, audio other than 8 kHz WAV will fail with PROMPT_INVALID. "
                            + "Install the package ffmpeg and restart. (%s)",
                    e.getMessage());
        }
    }

    /** Converts; for workers only. @throws IOException when the file holds no sound that can be read */
    void convert(Path from, AudioKind kind, Path to) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "ffmpeg", "-hide_banner", "-nostdin", "-loglevel", "error", "-y", "-protocol_whitelist", "file"));
        command.addAll(kind.arguments());
        command.addAll(List.of("-i", "file:" + from, "-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1"));
        command.addAll(List.of("-t", String.valueOf(LONGEST_SECONDS), "-ac", "1", "-ar", "8000", "-c:a", "pcm_s16le"));
        command.addAll(List.of("-fflags", "+bitexact", "-flags:a", "+bitexact", "-f", "wav", "file:" + to));
        String unused = programs.run(command, limit);
        Optional<WavFile.Header> header = WavFile.header(to);
        if (header.isEmpty() || !header.get().isTelephoneSound()) {
            throw new IOException("there is no sound in it");
        }
    }
}
