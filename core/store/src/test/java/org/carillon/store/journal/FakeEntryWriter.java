// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.carillon.engine.records.OutboxEntry;

/** A database in memory with the unique key, which can be away, crash after a commit, or refuse. */
final class FakeEntryWriter implements EntryWriter {
    private record Key(String session, Class<?> kind, int number) {}

    private final Set<Key> keys = new HashSet<>();
    private final List<OutboxEntry> rows = new ArrayList<>();
    private boolean away;
    private boolean losesAnswers;
    private Predicate<OutboxEntry> refuses = entry -> false;
    private int calls;

    @Override
    public synchronized List<OutboxEntry> write(List<OutboxEntry> entries) {
        calls++;
        if (away) {
            throw new IllegalStateException("no connection");
        }
        List<OutboxEntry> refused = new ArrayList<>();
        for (OutboxEntry entry : entries) {
            if (refuses.test(entry)) {
                refused.add(entry);
            } else if (keys.add(new Key(entry.session().value(), entry.getClass(), entry.number()))) {
                rows.add(entry);
            }
        }
        if (losesAnswers) {
            throw new IllegalStateException("connection lost after the commit");
        }
        return refused;
    }

    synchronized void away(boolean isAway) {
        away = isAway;
    }

    synchronized void losesAnswers(boolean loses) {
        losesAnswers = loses;
    }

    synchronized void refuses(Predicate<OutboxEntry> which) {
        refuses = which;
    }

    synchronized List<OutboxEntry> rows() {
        return List.copyOf(rows);
    }

    synchronized int calls() {
        return calls;
    }
}
