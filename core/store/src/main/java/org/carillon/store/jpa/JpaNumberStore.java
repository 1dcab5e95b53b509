// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.numbers.IncomingNumber;
import org.carillon.engine.numbers.NumberStore;
import org.carillon.engine.numbers.PhoneNumber;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;

/** Incoming numbers in the database. */
public final class JpaNumberStore implements NumberStore {
    private final Database database;

    /** On this database. */
    public JpaNumberStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<IncomingNumber> find(AccountSid account, PhoneNumberSid sid) {
        return database.transact(manager -> row(manager, account, sid).map(NumberEntity::toNumber));
    }

    @Override
    public Optional<IncomingNumber> findByNumber(PhoneNumber number) {
        return database.transact(manager -> byNumber(manager, number).map(NumberEntity::toNumber));
    }

    @Override
    public Page<IncomingNumber> list(
            AccountSid account, Optional<String> number, Optional<String> friendlyName, PageRequest page) {
        ListQuery<NumberEntity> query = new ListQuery<>(NumberEntity.class, account)
                .where("r.number like :number escape '!'", "number", number.map(JpaNumberStore::pattern))
                .where("r.friendlyName = :name", "name", friendlyName);
        return database.transact(manager -> query.page(
                manager,
                page,
                NumberEntity::toNumber,
                found -> new PageRequest.Cursor(found.created(), found.sid().value())));
    }

    /** A part of the number, in which a star stands for any digit (Twilio's page "IncomingPhoneNumber", PhoneNumber). */
    private static String pattern(String part) {
        String escaped = part.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return '%' + escaped.replace('*', '_') + '%';
    }

    @Override
    public boolean add(IncomingNumber number) {
        try {
            return database.transact(manager -> {
                if (byNumber(manager, number.number()).isPresent()) {
                    return false;
                }
                manager.persist(NumberEntity.of(number));
                return true;
            });
        } catch (PersistenceException e) {
            // Somebody else has added it in the same moment: the unique constraint decided.
            if (SqlFailure.of(e) == SqlFailure.REFUSED
                    && findByNumber(number.number()).isPresent()) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Optional<IncomingNumber> update(
            AccountSid account, PhoneNumberSid sid, UnaryOperator<IncomingNumber> change) {
        return database.transact(manager -> Optional.ofNullable(
                        manager.find(NumberEntity.class, sid.value(), LockModeType.PESSIMISTIC_WRITE))
                .filter(row -> row.belongsTo(account))
                .map(row -> {
                    row.change(change.apply(row.toNumber()));
                    return row.toNumber();
                }));
    }

    @Override
    public boolean delete(AccountSid account, PhoneNumberSid sid) {
        return database.transact(
                manager -> manager.createQuery("delete from NumberEntity r where r.sid = :sid and r.account = :account")
                                .setParameter("sid", sid.value())
                                .setParameter("account", account.value())
                                .executeUpdate()
                        > 0);
    }

    private static Optional<NumberEntity> row(EntityManager manager, AccountSid account, PhoneNumberSid sid) {
        return Optional.ofNullable(manager.find(NumberEntity.class, sid.value()))
                .filter(row -> row.belongsTo(account));
    }

    private static Optional<NumberEntity> byNumber(EntityManager manager, PhoneNumber number) {
        List<NumberEntity> rows = manager.createQuery(
                        "select r from NumberEntity r where r.number = :number", NumberEntity.class)
                .setParameter("number", number.e164())
                .getResultList();
        return rows.stream().findFirst();
    }
}
