// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.accounts.AccountStore;
import org.carillon.engine.accounts.AuthTokens;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.numbers.IncomingNumber;
import org.carillon.engine.numbers.NumberStore;
import org.carillon.engine.numbers.PhoneNumber;

/**
 * Looks accounts and numbers up without blocking. What the database has said is believed for five seconds, so that a change made
 * through another node is seen that soon; changes on this node are seen at once. While the database is away or slow, what it
 * said in the last 24 hours serves: calls in progress and calls to numbers that are known go on.
 */
@ApplicationScoped
public class Directory implements AuthTokens {
    private final Shelf<AccountSid, Account> accounts;
    private final Shelf<PhoneNumber, IncomingNumber> numbers;

    /** Over these stores. */
    @Inject
    public Directory(AccountStore accounts, NumberStore numbers, BlockingWork blocking, Clock clock) {
        Reads reads = new Reads(blocking);
        this.accounts = new Shelf<>(accounts::find, reads, clock);
        this.numbers = new Shelf<>(numbers::findByNumber, reads, clock);
    }

    /**
     * The account, whatever its status.
     *
     * @return fails with {@link org.carillon.engine.errors.StoreUnavailableException} when it is not known and the database
     *     does not tell
     */
    public CompletionStage<Optional<Account>> account(AccountSid sid) {
        return accounts.get(sid);
    }

    /** The number, whoever owns it; fails as {@link #account}. */
    public CompletionStage<Optional<IncomingNumber>> number(PhoneNumber number) {
        return numbers.get(number);
    }

    @Override
    public CompletionStage<String> tokenOf(AccountSid account) {
        return account(account)
                .thenApply(found -> found.map(Account::authToken)
                        .orElseThrow(() -> new NoSuchElementException("no account " + account)));
    }

    /** An account was added or changed on this node. */
    public void changed(AccountSid sid) {
        accounts.changed(sid);
    }

    /** A number was added, changed or removed on this node. */
    public void changed(PhoneNumber number) {
        numbers.changed(number);
    }
}
