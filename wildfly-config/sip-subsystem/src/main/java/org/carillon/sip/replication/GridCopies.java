// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.infinispan.Cache;
import org.infinispan.context.Flag;
import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachemanagerlistener.annotation.ViewChanged;
import org.infinispan.notifications.cachemanagerlistener.event.ViewChangedEvent;
import org.jspecify.annotations.Nullable;

/** In a cache of the server's Infinispan. With a local cache the copies are there, and of no use. */
public final class GridCopies implements SharedCopies {
    private static final String ALONE = "local";

    private final Cache<String, byte[]> cache;

    /**
     * @param cache of the container; bytes are compared by what they hold. In a cluster the server's own view of it marshals keys and values for the
     *     application that it finds by the thread; lanes have none, so it is used without
     */
    public GridCopies(Cache<String, byte[]> cache) {
        this.cache = cache.getAdvancedCache().withStorageMediaType();
    }

    /** {@inheritDoc} One that was started again has another name, for it has forgotten everything. */
    @Override
    public String node() {
        var address = cache.getCacheManager().getAddress();
        return address == null ? ALONE : address.getNodeUUID().toString();
    }

    @Override
    public boolean isMember(String node) {
        var members = cache.getCacheManager().getMembers();
        return members == null
                ? node.equals(ALONE)
                : members.stream()
                        .anyMatch(member -> member.getNodeUUID().toString().equals(node));
    }

    @Override
    public CompletionStage<byte @Nullable []> load(String key) {
        return cache.getAsync(key);
    }

    @Override
    public CompletionStage<Boolean> replace(String key, byte @Nullable [] before, byte[] now, Duration life) {
        return before == null
                ? cache.putIfAbsentAsync(key, now, life.toMillis(), TimeUnit.MILLISECONDS)
                        .thenApply(Objects::isNull)
                : cache.replaceAsync(key, before, now, life.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Map<String, byte[]> here() {
        var entries = new HashMap<String, byte[]>();
        for (var entry :
                cache.getAdvancedCache().withFlags(Flag.CACHE_MODE_LOCAL).entrySet()) {
            entries.put(entry.getKey(), entry.getValue());
        }
        return entries;
    }

    @Override
    public Runnable whenNodesLeave(Runnable listener) {
        var views = new Views(listener);
        cache.getCacheManager().addListener(views);
        return () -> cache.getCacheManager().removeListener(views);
    }

    /** Hears of each change of the members. */
    @Listener
    public static final class Views {
        private final Runnable listener;

        Views(Runnable listener) {
            this.listener = listener;
        }

        /** Called by the grid. */
        @ViewChanged
        public void changed(ViewChangedEvent view) {
            if (!view.getNewMembers().containsAll(view.getOldMembers())) {
                listener.run();
            }
        }
    }

    @Override
    public CompletionStage<Boolean> remove(String key, byte[] before) {
        return cache.removeAsync(key, before);
    }
}
