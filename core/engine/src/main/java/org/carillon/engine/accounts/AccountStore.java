// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.accounts;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.carillon.engine.ids.AccountSid;

/** Port: keeps accounts. The methods block: never call them on a call's lane (see {@code Directory}). */
public interface AccountStore {
    /** The account, whatever its status. */
    Optional<Account> find(AccountSid sid);

    /** Adds; false when there is one with this SID already. */
    boolean add(Account account);

    /**
     * Adds the very first account; of several nodes that do so at once, one succeeds.
     *
     * @return false when there is any account already
     */
    boolean addFirst(Account account);

    /**
     * Changes the account. Changes of one account happen one after the other: each is given what the one before has left, so
     * none is lost.
     *
     * @param change what becomes of the account that is there; SID and creation stay. It must be quick and have no effect
     *     but its result: others wait for it. When it throws, nothing is changed
     * @return the account after the change, empty when there is none
     */
    Optional<Account> update(AccountSid sid, UnaryOperator<Account> change);

    /** Whether there is no account at all (the first start). */
    boolean isEmpty();
}
