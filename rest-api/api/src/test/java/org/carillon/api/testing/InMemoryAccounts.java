// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.testing;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.accounts.AccountStore;
import org.carillon.engine.ids.AccountSid;
import org.jspecify.annotations.Nullable;

/** Accounts in memory. */
public final class InMemoryAccounts implements AccountStore {
    private final Map<AccountSid, Account> accounts = new ConcurrentHashMap<>();
    private volatile UnaryOperator<Account> rival = UnaryOperator.identity();
    private volatile @Nullable RuntimeException failure;
    private volatile @Nullable Account first;

    /** Somebody else's change, which comes just before the next one. */
    public void rival(UnaryOperator<Account> change) {
        rival = change;
    }

    /** Another node's first account, which comes just before ours. */
    public void quicker(Account account) {
        first = account;
    }

    /** What finding fails with from now on. */
    public void failWith(RuntimeException next) {
        failure = next;
    }

    @Override
    public Optional<Account> find(AccountSid sid) {
        if (failure != null) {
            throw failure;
        }
        return Optional.ofNullable(accounts.get(sid));
    }

    @Override
    public boolean add(Account account) {
        return accounts.putIfAbsent(account.sid(), account) == null;
    }

    @Override
    public synchronized boolean addFirst(Account account) {
        Account quicker = first;
        if (quicker != null) {
            accounts.put(quicker.sid(), quicker);
        }
        return accounts.isEmpty() && add(account);
    }

    @Override
    public Optional<Account> update(AccountSid sid, UnaryOperator<Account> change) {
        return Optional.ofNullable(accounts.computeIfPresent(sid, (key, before) -> change.apply(rival.apply(before))));
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
