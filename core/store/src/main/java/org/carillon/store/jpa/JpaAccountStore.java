// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import java.util.Optional;
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
    public void save(Account account) {
        database.transact(manager -> manager.merge(AccountEntity.of(account, seal)));
    }

    @Override
    public boolean isEmpty() {
        return database.transact(manager -> manager.createQuery("select r.sid from AccountEntity r", String.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty());
    }
}
