// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.grid;

import org.carillon.engine.calls.SessionStore;

/** The fake keeps the contract. */
class InMemorySessionStoreTest extends SessionStoreContract {
    @Override
    SessionStore store() {
        return new InMemorySessionStore();
    }
}
