// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import java.util.List;
import org.carillon.engine.records.OutboxEntry;

/** Where the drainer writes to. */
public interface EntryWriter {
    /**
     * Writes entries and commits them. An entry whose key (session, kind, number) has been written before changes nothing.
     * Blocks.
     *
     * @return those that can never be written, because the database does not take their values; all others are written
     * @throws RuntimeException when it is not known which are written: try all again
     */
    List<OutboxEntry> write(List<OutboxEntry> entries);

    /**
     * Whether entries may be to blame for a failure of {@link #write}. Blocks.
     *
     * @return false when the failure is the database's own (it cannot be reached, is full, read-only), or when it does not
     *     take another row either at this moment: then no entry must be put aside
     */
    boolean mayBlameEntries(Throwable failure);
}
