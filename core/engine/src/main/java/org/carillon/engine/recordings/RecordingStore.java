// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.recordings;

import java.util.Optional;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;

/** Port: reads and removes recordings' metadata. The methods block. */
public interface RecordingStore {
    /** The account's recording. */
    Optional<Recording> find(AccountSid account, RecordingSid sid);

    /** The account's recordings that pass the filter, newest first. */
    Page<Recording> list(AccountSid account, RecordingFilter filter, PageRequest page);

    /** Marks as deleted; false when there is none. */
    boolean delete(AccountSid account, RecordingSid sid);
}
