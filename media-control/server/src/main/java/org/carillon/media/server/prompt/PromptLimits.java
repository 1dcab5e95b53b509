// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.prompt;

import java.time.Duration;
import org.carillon.media.server.audio.Pcm;

/**
 * Bounds of fetching and decoding.
 *
 * @param fileBytes largest file, as it is stored
 * @param length longest sound
 * @param cacheBytes memory for decoded sound; two bytes a sample
 * @param connect time to reach an HTTP server
 * @param response time until its headers have come
 * @param whole time until its body has come, and for one run of the decoder
 * @param fileWorkers local prompts that are read and decoded at the same time
 * @param webWorkers prompts that are fetched over HTTP at the same time
 * @param waiting prompts that may wait for a worker
 */
public record PromptLimits(
        long fileBytes,
        Duration length,
        long cacheBytes,
        Duration connect,
        Duration response,
        Duration whole,
        int fileWorkers,
        int webWorkers,
        int waiting) {
    public static PromptLimits defaults() {
        long memory = Runtime.getRuntime().maxMemory();
        return new PromptLimits(
                100_000_000,
                Duration.ofHours(1),
                Math.min(512_000_000, memory / 4),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                4,
                24,
                1000);
    }

    int samples() {
        return (int) (length.toSeconds() * Pcm.RATE);
    }
}
