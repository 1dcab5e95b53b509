// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.grid;

import org.carillon.engine.calls.SessionStore;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.manager.DefaultCacheManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The store on local caches, as on a single node. */
class LocalGridTest extends SessionStoreContract {
    private static DefaultCacheManager manager;

    @BeforeAll
    static void start() {
        manager = new DefaultCacheManager();
        manager.defineConfiguration("sessions", new ConfigurationBuilder().build());
        manager.defineConfiguration("live", new ConfigurationBuilder().build());
    }

    @AfterEach
    void clear() {
        manager.getCache("sessions").clear();
        manager.getCache("live").clear();
    }

    @AfterAll
    static void stop() {
        manager.stop();
    }

    @Override
    SessionStore store() {
        return new GridSessionStore(
                manager.getCache("sessions"), manager.getCache("live"), new Members(manager, new FakePulse()));
    }
}
