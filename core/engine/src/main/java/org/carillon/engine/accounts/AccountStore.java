// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.accounts;

import java.util.Optional;
import org.carillon.engine.ids.AccountSid;

/** Port: keeps accounts. The methods block: never call them on a call's lane (see {@code Directory}). */
public interface AccountStore {
    /** The account, whatever its status. */
    Optional<Account> find(AccountSid sid);

    /** Adds or replaces. */
    void save(Account account);

    /** Whether there is no account at all (the first start). */
    boolean isEmpty();
}
