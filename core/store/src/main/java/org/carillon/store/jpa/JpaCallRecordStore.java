// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import java.util.Optional;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;
import org.carillon.engine.records.CallFilter;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallRecordStore;

/** Records of ended calls in the database. They are written by {@link JpaEntryWriter}. */
public final class JpaCallRecordStore implements CallRecordStore {
    private final Database database;

    /** On this database. */
    public JpaCallRecordStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<CallRecord> find(AccountSid account, CallSid sid) {
        return database.transact(manager -> Optional.ofNullable(manager.find(CallEntity.class, sid.value())))
                .map(CallEntity::toRecord)
                .filter(call -> call.account().equals(account));
    }

    @Override
    public Page<CallRecord> list(AccountSid account, CallFilter filter, PageRequest page) {
        ListQuery<CallEntity> query = new ListQuery<>(CallEntity.class, account)
                .where("r.toKey = :toKey", "toKey", filter.to().map(Columns::key))
                .where("r.to = :to", "to", filter.to())
                .where("r.fromKey = :fromKey", "fromKey", filter.from().map(Columns::key))
                .where("r.from = :from", "from", filter.from())
                .where("r.parent = :parent", "parent", filter.parent().map(CallSid::value))
                .where("r.status = :status", "status", filter.status().map(Words::of))
                .where("r.started >= :startedFrom", "startedFrom", filter.startedFrom())
                .where("r.started < :startedBefore", "startedBefore", filter.startedBefore())
                .where("r.ended >= :endedFrom", "endedFrom", filter.endedFrom())
                .where("r.ended < :endedBefore", "endedBefore", filter.endedBefore());
        return database.transact(manager -> query.page(
                manager,
                page,
                CallEntity::toRecord,
                call -> new PageRequest.Cursor(call.created(), call.sid().value())));
    }

    @Override
    public boolean delete(AccountSid account, CallSid sid) {
        return database.transact(
                manager -> manager.createQuery("delete from CallEntity r where r.sid = :sid and r.account = :account")
                                .setParameter("sid", sid.value())
                                .setParameter("account", account.value())
                                .executeUpdate()
                        > 0);
    }
}
