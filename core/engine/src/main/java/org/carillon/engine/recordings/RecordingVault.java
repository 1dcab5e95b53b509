// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.recordings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.RecordingSid;

/** Port: keeps recordings' audio (WAV). A folder first, an object store later. */
public interface RecordingVault {
    /**
     * Takes a finished recording from the media server. Idempotent by the recording's SID. Never blocks the caller.
     *
     * @param source file: or http: URI where the media server put it
     * @param sha256 hexadecimal, checked when not empty
     * @return completes when the audio is safely stored, with its size in bytes
     */
    CompletionStage<Long> store(AccountSid account, RecordingSid sid, String source, String sha256);

    /** The audio as a local file that may be read until the recording is deleted. Blocks. */
    Optional<Path> open(AccountSid account, RecordingSid sid);

    /** Removes the audio. Blocks. */
    void delete(AccountSid account, RecordingSid sid);
}
