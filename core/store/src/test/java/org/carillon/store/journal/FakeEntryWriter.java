// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.carillon.engine.records.OutboxEntry;
import org.jspecify.annotations.Nullable;

/** A database in memory with the unique key, which can be away, crash after a commit, or refuse. */
final class FakeEntryWriter implements EntryWriter {
    private record Key(String session, Class<?> kind, int number) {}

    private final Set<Key> keys = new HashSet<>();
    private final List<OutboxEntry> rows = new ArrayList<>();
    private boolean away;
    private boolean losesAnswers;
    private Predicate<OutboxEntry> refuses = entry -> false;
    private Predicate<OutboxEntry> chokesOn = entry -> false;
    private int probes = Integer.MAX_VALUE;
    private int calls;
    private volatile @Nullable OutboxEntry held;
    private volatile CompletableFuture<Void> release = CompletableFuture.completedFuture(null);

    /** Whoever writes this entry waits until the future completes. */
    void holds(OutboxEntry entry, CompletableFuture<Void> until) {
        release = until;
        held = entry;
    }

    @Override
    public List<OutboxEntry> write(List<OutboxEntry> entries) {
        OutboxEntry waits = held;
        if (waits != null && entries.contains(waits)) {
            release.join();
        }
        return writeNow(entries);
    }

    private synchronized List<OutboxEntry> writeNow(List<OutboxEntry> entries) {
        calls++;
        if (away) {
            throw new IllegalStateException("no connection");
        }
        if (entries.stream().anyMatch(chokesOn)) {
            throw new IllegalStateException(
                    "internal error", new SQLException("could not read block 7\nDetail", "XX001"));
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

    /** A transaction with one of these fails, and not for a reason that tells whose doing it is. */
    synchronized void chokesOn(Predicate<OutboxEntry> which) {
        chokesOn = which;
    }

    /** So many more times it takes another row, when it is asked whether it does. */
    synchronized void takesRows(int times) {
        probes = times;
    }

    @Override
    public synchronized boolean mayBlameEntries(Throwable failure) {
        return !away && probes-- > 0;
    }

    synchronized List<OutboxEntry> rows() {
        return List.copyOf(rows);
    }

    synchronized int calls() {
        return calls;
    }
}
