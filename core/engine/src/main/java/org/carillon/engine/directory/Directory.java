// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.accounts.AccountStore;
import org.carillon.engine.accounts.AuthTokens;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.numbers.IncomingNumber;
import org.carillon.engine.numbers.NumberStore;
import org.carillon.engine.numbers.PhoneNumber;

/**
 * Looks accounts and numbers up without blocking. Entries are believed for five seconds, so that a change made through
 * another node is seen that soon; changes on this node drop the entry at once.
 */
@ApplicationScoped
public class Directory implements AuthTokens {
    private static final Duration BELIEVED = Duration.ofSeconds(5);
    private static final int ENTRIES = 10_000;

    private final AccountStore accounts;
    private final NumberStore numbers;
    private final BlockingWork blocking;
    private final ShortCache<AccountSid, Account> accountCache;
    private final ShortCache<PhoneNumber, IncomingNumber> numberCache;

    /** Over these stores. */
    @Inject
    public Directory(AccountStore accounts, NumberStore numbers, BlockingWork blocking, Clock clock) {
        this.accounts = accounts;
        this.numbers = numbers;
        this.blocking = blocking;
        this.accountCache = new ShortCache<>(ENTRIES, BELIEVED, clock);
        this.numberCache = new ShortCache<>(ENTRIES, BELIEVED, clock);
    }

    /** The account, whatever its status. */
    public CompletionStage<Optional<Account>> account(AccountSid sid) {
        return lookUp(accountCache, sid, () -> accounts.find(sid));
    }

    /** The number, whoever owns it. */
    public CompletionStage<Optional<IncomingNumber>> number(PhoneNumber number) {
        return lookUp(numberCache, number, () -> numbers.findByNumber(number));
    }

    @Override
    public CompletionStage<String> tokenOf(AccountSid account) {
        return account(account)
                .thenApply(found -> found.map(Account::authToken)
                        .orElseThrow(() -> new NoSuchElementException("no account " + account)));
    }

    /** An account was changed on this node. */
    public void changed(AccountSid sid) {
        accountCache.drop(sid);
    }

    /** A number was added, changed or removed on this node. */
    public void changed(PhoneNumber number) {
        numberCache.drop(number);
    }

    private <K, V> CompletionStage<Optional<V>> lookUp(ShortCache<K, V> cache, K key, Supplier<Optional<V>> store) {
        Optional<Optional<V>> cached = cache.get(key);
        if (cached.isPresent()) {
            return CompletableFuture.completedFuture(cached.get());
        }
        long version = cache.version();
        return blocking.supply(store).thenApply(found -> {
            cache.put(key, found, version);
            return found;
        });
    }
}
