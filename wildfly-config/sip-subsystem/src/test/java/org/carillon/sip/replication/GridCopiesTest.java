// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.manager.DefaultCacheManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On a local cache; FailoverIT has two nodes. */
class GridCopiesTest extends SharedCopiesContract {
    private static DefaultCacheManager manager;

    @BeforeAll
    static void start() {
        manager = new DefaultCacheManager();
        manager.defineConfiguration("sip", new ConfigurationBuilder().build());
    }

    @AfterAll
    static void stop() {
        manager.stop();
    }

    @Override
    SharedCopies copies() {
        return new GridCopies(manager.getCache("sip"));
    }
}
