// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.accounts.AccountStore;
import org.carillon.engine.ids.AccountSid;
import org.carillon.store.secrets.Seal;

/** Accounts in the database. */
public final class JpaAccountStore implements AccountStore {
    private final Database database;
    private final Seal seal;

    /** @param seal hides the auth tokens in the database */
    public JpaAccountStore(Database database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    @Override
    public Optional<Account> find(AccountSid sid) {
        return database.transact(manager -> Optional.ofNullable(manager.find(AccountEntity.class, sid.value())))
                .map(row -> row.toAccount(seal));
    }

    @Override
    public boolean add(Account account) {
        try {
            return database.transact(manager -> {
                if (manager.find(AccountEntity.class, account.sid().value()) != null) {
                    return false;
                }
                manager.persist(AccountEntity.of(account, seal));
                return true;
            });
        } catch (PersistenceException e) {
            // Somebody else has added it in the same moment: the primary key decided.
            if (SqlFailure.of(e) == SqlFailure.REFUSED && find(account.sid()).isPresent()) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean addFirst(Account account) {
        try {
            return database.transact(manager -> {
                if (!isEmpty(manager)) {
                    return false;
                }
                // Another node that is at this point, too, makes us wait here until it has committed.
                manager.createNativeQuery("insert into first_account (place, account_sid) values (1, :sid)")
                        .setParameter("sid", account.sid().value())
                        .executeUpdate();
                manager.persist(AccountEntity.of(account, seal));
                return true;
            });
        } catch (PersistenceException e) {
            if (SqlFailure.of(e) == SqlFailure.REFUSED && !isEmpty()) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Optional<Account> update(AccountSid sid, UnaryOperator<Account> change) {
        return database.transact(manager -> Optional.ofNullable(
                        manager.find(AccountEntity.class, sid.value(), LockModeType.PESSIMISTIC_WRITE))
                .map(row -> {
                    row.change(change.apply(row.toAccount(seal)), seal);
                    return row.toAccount(seal);
                }));
    }

    @Override
    public boolean isEmpty() {
        return database.transact(JpaAccountStore::isEmpty);
    }

    private static boolean isEmpty(EntityManager manager) {
        return manager.createQuery("select r.sid from AccountEntity r", String.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }
}
