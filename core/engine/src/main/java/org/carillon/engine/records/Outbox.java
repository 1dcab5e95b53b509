// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.records;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Port: what must reach the database, kept safe until it has. A database in trouble never blocks a call: entries wait
 * here, a drainer tries for ever, and an alarm is raised at 80 % of the bound.
 */
public interface Outbox {
    /**
     * Takes entries.
     *
     * @return completes when they are durable (on one node: synced to the journal)
     */
    CompletionStage<Void> append(List<OutboxEntry> entries);

    /** Called, on any thread, for every entry that the database has committed. */
    void whenWritten(Consumer<OutboxEntry> listener);
}
