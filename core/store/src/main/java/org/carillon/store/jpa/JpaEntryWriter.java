// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.store.journal.EntryWriter;
import org.jboss.logging.Logger;

/**
 * Writes entries of the outbox, together with their keys, in one transaction. Keys that are there already are left out;
 * the primary key on them decides when two nodes write the same entry at once.
 */
public final class JpaEntryWriter implements EntryWriter {
    private static final Logger LOG = Logger.getLogger(JpaEntryWriter.class);

    /** Entries that wait are written within days; keys are kept much longer than any entry can come again. */
    private static final Duration KEYS_KEPT = Duration.ofDays(30);

    private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);

    private final Database database;
    private final Clock clock;

    /** Used by the one thread that writes. */
    private Instant lastCleaning = Instant.EPOCH;

    /** On this database. */
    public JpaEntryWriter(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<OutboxEntry> write(List<OutboxEntry> entries) {
        clean();
        List<OutboxEntry> refused = insertAll(entries);
        // The journal forgets them next.
        database.sync();
        return refused;
    }

    @Override
    public boolean mayBlameEntries(Throwable failure) {
        return SqlFailure.of(failure) != SqlFailure.TROUBLE && takesRows();
    }

    private boolean takesRows() {
        try {
            database.transact(manager -> manager.merge(new WrittenEntry(WrittenEntry.Key.PROBE, clock.instant())));
            return true;
        } catch (RuntimeException | Error e) {
            LOG.debugf(e, "The database takes no row now");
            return false;
        }
    }

    private List<OutboxEntry> insertAll(List<OutboxEntry> entries) {
        try {
            insert(entries);
            return List.of();
        } catch (PersistenceException e) {
            if (SqlFailure.of(e) != SqlFailure.REFUSED) {
                throw e;
            }
        }
        return oneByOne(entries);
    }

    /** Finds out which of them the database does not take; the others are written. */
    private List<OutboxEntry> oneByOne(List<OutboxEntry> entries) {
        List<OutboxEntry> refused = new ArrayList<>();
        for (OutboxEntry entry : entries) {
            try {
                insert(List.of(entry));
            } catch (PersistenceException e) {
                if (SqlFailure.of(e) != SqlFailure.REFUSED) {
                    throw e;
                }
                if (!isWritten(entry)) {
                    refused.add(entry);
                }
            }
        }
        return List.copyOf(refused);
    }

    private void insert(List<OutboxEntry> entries) {
        Map<WrittenEntry.Key, OutboxEntry> byKey = new LinkedHashMap<>();
        entries.forEach(entry -> byKey.putIfAbsent(WrittenEntry.Key.of(entry), entry));
        database.transact(manager -> {
            byKey.keySet().removeAll(written(manager, byKey));
            Instant now = clock.instant();
            byKey.forEach((key, entry) -> {
                manager.persist(new WrittenEntry(key, now));
                manager.persist(row(entry));
            });
            return byKey.size();
        });
    }

    private static Set<WrittenEntry.Key> written(EntityManager manager, Map<WrittenEntry.Key, OutboxEntry> byKey) {
        Set<String> sessions = new HashSet<>();
        byKey.values().forEach(entry -> sessions.add(entry.session().value()));
        return new HashSet<>(manager.createQuery(
                        "select r.key from WrittenEntry r where r.key.session in :sessions", WrittenEntry.Key.class)
                .setParameter("sessions", sessions)
                .getResultList());
    }

    private boolean isWritten(OutboxEntry entry) {
        WrittenEntry.Key key = WrittenEntry.Key.of(entry);
        return database.transact(manager -> manager.find(WrittenEntry.class, key) != null);
    }

    private static Object row(OutboxEntry entry) {
        if (entry instanceof OutboxEntry.CallEnded ended) {
            return CallEntity.of(ended.call());
        }
        if (entry instanceof OutboxEntry.Notified notified) {
            return NotificationEntity.of(notified.notification());
        }
        if (entry instanceof OutboxEntry.Recorded recorded) {
            return RecordingEntity.of(recorded.recording());
        }
        throw new IllegalArgumentException("no table for " + entry.getClass().getName());
    }

    /** Forgets keys that are so old that their entries cannot come again. */
    private void clean() {
        Instant now = clock.instant();
        if (now.isBefore(lastCleaning.plus(BETWEEN_CLEANINGS))) {
            return;
        }
        lastCleaning = now;
        database.transact(manager -> manager.createQuery("delete from WrittenEntry r where r.written < :limit")
                .setParameter("limit", now.minus(KEYS_KEPT))
                .executeUpdate());
    }
}
