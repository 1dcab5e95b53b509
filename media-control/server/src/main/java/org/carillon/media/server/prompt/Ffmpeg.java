// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.carillon.media.server.audio.Pcm;
import org.carillon.media.server.audio.PcmBuffer;

/**
 * Decodes MP3 (and what else telephony meets: AIFF, AU, Ogg, FLAC, GSM in WAV) with the external program ffmpeg. It reads one
 * local file, may open nothing else, and is killed when it takes too long or gives too much.
 */
final class Ffmpeg implements AutoCloseable {
    private static final String FORMATS = "mp3,wav,aiff,au,ogg,flac";

    private final String program;
    private final Duration longest;
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "ffmpeg-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    Ffmpeg(String program, Duration longest) {
        this.program = program;
        this.longest = longest;
    }

    /** @param limit most samples */
    Pcm decode(Path file, int limit) throws PromptException, IOException {
        Process process = start(file);
        ScheduledFuture<?> alarm =
                watchdog.schedule(process::destroyForcibly, longest.toMillis(), TimeUnit.MILLISECONDS);
        try (InputStream out = process.getInputStream()) {
            Pcm sound = read(out, limit);
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                throw new PromptException("the file is no sound that can be decoded");
            }
            return sound;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PromptException("the server is stopping");
        } finally {
            alarm.cancel(false);
            process.destroyForcibly();
        }
    }

    private Process start(Path file) throws PromptException {
        List<String> command = List.of(
                program,
                "-nostdin",
                "-v",
                "quiet",
                "-protocol_whitelist",
                "file,pipe",
                "-format_whitelist",
                FORMATS,
                "-i",
                "file:" + file,
                "-vn",
                "-f",
                "s16le",
                "-ac",
                "1",
                "-ar",
                Integer.toString(Pcm.RATE),
                "pipe:1");
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new PromptException("the decoder " + program + " is not installed");
        }
    }

    private static Pcm read(InputStream out, int limit) throws IOException {
        PcmBuffer buffer = new PcmBuffer(limit);
        byte[] bytes = new byte[16_384];
        int got;
        do {
            got = out.readNBytes(bytes, 0, bytes.length);
            for (int i = 0; i + 1 < got; i += 2) {
                buffer.add((short) ((bytes[i + 1] << 8) | (bytes[i] & 0xFF)));
            }
        } while (got == bytes.length);
        return buffer.toPcm();
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
    }
}
