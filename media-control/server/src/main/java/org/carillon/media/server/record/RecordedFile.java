// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.record;

import java.nio.file.Path;

/**
 * A complete recording.
 *
 * @param millis its length
 * @param bytes size of the file
 * @param sha256 hash of the file, in hex
 */
public record RecordedFile(Path file, long millis, long bytes, String sha256) {}
