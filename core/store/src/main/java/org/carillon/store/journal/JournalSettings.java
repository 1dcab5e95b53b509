// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the journal is kept.
 *
 * @param folder of its own; readable for the owner only, since records are personal data
 * @param segmentBytes a file that is that large is followed by a new one
 * @param maximumBytes all files together, and what waits to be written: more is refused. An entry takes about 600 bytes,
 *     so 1 GiB is a week of a call per three seconds without a database
 * @param batch most entries in one transaction, 1 to 1000
 * @param firstPause before the database is tried again; doubled up to {@code longestPause}
 * @param slow a batch that takes that long is told to operators
 */
public record JournalSettings(
        Path folder,
        long segmentBytes,
        long maximumBytes,
        int batch,
        Duration firstPause,
        Duration longestPause,
        Duration slow) {
    private static final long MIB = 1024L * 1024L;

    /** @throws IllegalArgumentException when a bound makes no sense */
    public JournalSettings {
        if (segmentBytes < 1 || maximumBytes < segmentBytes) {
            throw new IllegalArgumentException("carillon.outbox.max-bytes must be at least " + segmentBytes);
        }
        if (batch < 1 || batch > 1000) {
            throw new IllegalArgumentException("a batch has 1 to 1000 entries: " + batch);
        }
    }

    /** With the usual bounds: files of 16 MiB, batches of 200, pauses of 100 ms to 30 s, slow from 10 s on. */
    public static JournalSettings in(Path folder, long maximumBytes) {
        return new JournalSettings(
                folder,
                16 * MIB,
                maximumBytes,
                200,
                Duration.ofMillis(100),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }
}
