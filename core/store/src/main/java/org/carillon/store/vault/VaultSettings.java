// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.vault;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How recordings are kept.
 *
 * @param folder with a folder for every account in it
 * @param minimumFreeBytes of the file system; with less, nothing is taken
 * @param maximumBytes of one recording
 * @param threads copies at once
 * @param queue recordings that wait for a thread; more are refused
 * @param timeout for one recording's whole transfer
 */
public record VaultSettings(
        Path folder, long minimumFreeBytes, long maximumBytes, int threads, int queue, Duration timeout) {
    private static final long MIB = 1024L * 1024L;

    /** @throws IllegalArgumentException when a bound makes no sense */
    public VaultSettings {
        if (minimumFreeBytes < 0 || maximumBytes < 1 || threads < 1 || queue < 1) {
            throw new IllegalArgumentException("the bounds of the recordings' folder must be positive");
        }
    }

    /** Four copies at once, 1000 that wait, 2 GiB and two minutes each (4 hours at 8 kHz and 16 bit are 230 MB). */
    public static VaultSettings in(Path folder, long minimumFreeBytes) {
        return new VaultSettings(folder, minimumFreeBytes, 2048 * MIB, 4, 1000, Duration.ofMinutes(2));
    }
}
