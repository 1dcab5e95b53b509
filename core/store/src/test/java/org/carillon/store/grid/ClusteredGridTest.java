// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.carillon.engine.calls.SessionStore;
import org.carillon.engine.calls.session.Owner;
import org.carillon.engine.calls.session.Session;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.manager.DefaultCacheManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same code on two nodes that copy everything to each other, inside one process and without a network. */
class ClusteredGridTest extends SessionStoreContract {
    private static DefaultCacheManager first;
    private static DefaultCacheManager second;

    @BeforeAll
    static void start() {
        first = node();
        second = node();
        await().atMost(Duration.ofSeconds(30)).until(() -> first.getMembers().size() == 2);
    }

    private static DefaultCacheManager node() {
        GlobalConfigurationBuilder global = GlobalConfigurationBuilder.defaultClusteredBuilder();
        global.transport()
                .clusterName("carillon-test")
                .addProperty("configurationFile", "org/carillon/store/grid/loopback-stack.xml");
        DefaultCacheManager manager = new DefaultCacheManager(global.build());
        ConfigurationBuilder cache = new ConfigurationBuilder();
        cache.clustering().cacheMode(CacheMode.REPL_SYNC);
        manager.defineConfiguration("sessions", cache.build());
        manager.defineConfiguration("live", cache.build());
        manager.getCache("sessions");
        manager.getCache("live");
        return manager;
    }

    @AfterEach
    void clear() {
        first.getCache("sessions").clear();
        first.getCache("live").clear();
    }

    @AfterAll
    static void stop() {
        second.stop();
        first.stop();
    }

    @Override
    SessionStore store() {
        return on(first);
    }

    private static SessionStore on(DefaultCacheManager node) {
        return on(node, new FakePulse());
    }

    /** A node that has shown its pulse already. */
    private static SessionStore on(DefaultCacheManager node, FakePulse pulse) {
        Members members = new Members(node, pulse, Duration.ZERO);
        SessionStore store = new GridSessionStore(node.getCache("sessions"), node.getCache("live"), members);
        store.whenNodesLeave(() -> {});
        if (!pulse.unreachable) {
            await().until(() -> members.living() != null);
        }
        return store;
    }

    @Test
    void nodeThatIsOnlyCutOffKeepsItsSessions() {
        Session session = SessionSamples.session(1);
        FakePulse pulse = new FakePulse();
        SessionStore store = on(first, pulse);
        get(store.save(session, List.of()));

        pulse.others.add(session.owner().node());
        assertThat(get(store.orphans())).isEmpty();

        pulse.others.clear();
        assertThat(get(store.orphans())).containsExactly(session);
    }

    @Test
    void whoHasNoPulseHimselfTakesNobodyForDead() {
        FakePulse pulse = new FakePulse();
        pulse.unreachable = true;
        SessionStore store = on(first, pulse);
        get(store.save(SessionSamples.session(1), List.of()));

        assertThat(get(store.orphans())).isEmpty();
    }

    @Test
    void sessionsOfANodeThatHasLeftAreToldOf() {
        SessionStore store = on(first);
        AtomicInteger told = new AtomicInteger();
        store.whenNodesLeave(told::incrementAndGet);
        DefaultCacheManager third = node();
        await().until(() -> first.getMembers().size() == 3);
        Session session = SessionSamples.session(1).ownedBy(new Owner(on(third).node(), 1));
        get(on(third).save(session, List.of()));
        assertThat(get(store.orphans())).isEmpty();

        third.stop();

        await().until(() -> told.get() > 0);
        assertThat(get(store.orphans())).containsExactly(session);
    }

    @Test
    void anotherNodeTakesASessionOverAndTheFirstIsRefused() {
        SessionStore owner = on(first);
        SessionStore other = on(second);
        get(owner.save(SessionSamples.session(1), List.of(SessionSamples.call(SessionSamples.ROOT, Optional.empty()))));
        assertThat(get(other.load(SessionSamples.ROOT))).contains(SessionSamples.session(1));
        assertThat(get(other.callsOf(SessionSamples.ACCOUNT))).hasSize(1);
        assertThat(get(other.save(SessionSamples.session(2), List.of()))).isTrue();
        assertThat(get(owner.save(SessionSamples.session(1).nextStep(), List.of())))
                .isFalse();
        assertThat(get(owner.load(SessionSamples.ROOT))).contains(SessionSamples.session(2));
    }
}
