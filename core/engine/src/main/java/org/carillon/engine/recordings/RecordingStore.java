// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.recordings;

import java.time.Instant;
import java.util.Optional;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;

/** Port: reads and removes recordings' metadata. The methods block. */
public interface RecordingStore {
    /** The account's recording. */
    Optional<Recording> find(AccountSid account, RecordingSid sid);

    /**
     * The account's recordings that pass the filters; deleted ones are left out.
     *
     * @param from inclusive
     * @param before exclusive
     */
    Page<Recording> list(
            AccountSid account,
            Optional<CallSid> call,
            Optional<Instant> from,
            Optional<Instant> before,
            PageRequest page);

    /** Marks as deleted; false when there is none. */
    boolean delete(AccountSid account, RecordingSid sid);
}
