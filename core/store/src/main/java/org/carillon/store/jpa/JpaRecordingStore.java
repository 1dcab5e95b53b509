// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import java.time.Clock;
import java.util.Optional;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;
import org.carillon.engine.recordings.Recording;
import org.carillon.engine.recordings.RecordingFilter;
import org.carillon.engine.recordings.RecordingStore;

/** Recordings' metadata in the database. It is written by {@link JpaEntryWriter}. */
public final class JpaRecordingStore implements RecordingStore {
    private static final String DELETED = Words.of(Recording.Status.DELETED);

    private final Database database;
    private final Clock clock;

    /** On this database. */
    public JpaRecordingStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Optional<Recording> find(AccountSid account, RecordingSid sid) {
        return database.transact(manager -> Optional.ofNullable(manager.find(RecordingEntity.class, sid.value())))
                .map(RecordingEntity::toRecording)
                .filter(recording -> recording.account().equals(account));
    }

    @Override
    public Page<Recording> list(AccountSid account, RecordingFilter filter, PageRequest page) {
        ListQuery<RecordingEntity> query = new ListQuery<>(RecordingEntity.class, account)
                .where("r.status <> :deleted", "deleted", filter.deletedToo() ? Optional.empty() : Optional.of(DELETED))
                .where("r.call = :call", "call", filter.call().map(CallSid::value))
                .where("r.created >= :from", "from", filter.from())
                .where("r.created < :before", "before", filter.before());
        return database.transact(manager -> query.page(
                manager,
                page,
                RecordingEntity::toRecording,
                found -> new PageRequest.Cursor(found.created(), found.sid().value())));
    }

    @Override
    public boolean delete(AccountSid account, RecordingSid sid) {
        return database.transact(manager -> manager.createQuery("update RecordingEntity r set r.status = :deleted,"
                                + " r.updated = :now where r.sid = :sid and r.account = :account"
                                + " and r.status <> :deleted")
                        .setParameter("deleted", DELETED)
                        .setParameter("now", Columns.time(clock.instant()))
                        .setParameter("sid", sid.value())
                        .setParameter("account", account.value())
                        .executeUpdate()
                > 0);
    }
}
