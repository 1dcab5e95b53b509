// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.testing;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.accounts.AccountStore;
import org.carillon.engine.ids.AccountSid;

/** Accounts in memory. */
public final class InMemoryAccounts implements AccountStore {
    private final Map<AccountSid, Account> accounts = new ConcurrentHashMap<>();

    @Override
    public Optional<Account> find(AccountSid sid) {
        return Optional.ofNullable(accounts.get(sid));
    }

    @Override
    public void save(Account account) {
        accounts.put(account.sid(), account);
    }

    @Override
    public boolean isEmpty() {
        return accounts.isEmpty();
    }

    /** All of them. */
    public Collection<Account> all() {
        return accounts.values();
    }
}
