// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.recordings;

import java.time.Instant;
import java.util.Optional;
import org.carillon.engine.ids.CallSid;

/**
 * Which of an account's recordings are wanted.
 *
 * @param call whose
 * @param from made then or later
 * @param before made earlier
 * @param deletedToo whether also those of which only the metadata is left
 */
public record RecordingFilter(
        Optional<CallSid> call, Optional<Instant> from, Optional<Instant> before, boolean deletedToo) {
    /** Whether a recording passes. */
    public boolean matches(Recording recording) {
        return (deletedToo || recording.status() != Recording.Status.DELETED)
                && call.map(recording.call()::equals).orElse(true)
                && from.map(f -> !recording.created().isBefore(f)).orElse(true)
                && before.map(recording.created()::isBefore).orElse(true);
    }
}
