// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

import org.infinispan.Cache;
import org.jspecify.annotations.Nullable;
import org.wildfly.service.descriptor.BinaryServiceDescriptor;
import org.wildfly.subsystem.service.ServiceDependency;

/** The cache of the server in which copies of sessions are kept. A server without Infinispan has no such class, and needs none. */
public final class GridCopiesDependency {
    private GridCopiesDependency() {}

    /** {@return the dependency on a cache; on nothing, which gives null, when none is named} */
    public static ServiceDependency<@Nullable SharedCopies> of(@Nullable String container, @Nullable String cache) {
        return container == null || cache == null ? ServiceDependency.empty() : named(container, cache);
    }

    @SuppressWarnings("unchecked") // A cache gives what was put into it, and this one is ours.
    private static ServiceDependency<@Nullable SharedCopies> named(String container, String cache) {
        return ServiceDependency.on(
                        BinaryServiceDescriptor.of("org.wildfly.clustering.infinispan.cache", Cache.class),
                        container,
                        cache)
                .map(found -> new GridCopies((Cache<String, byte[]>) found));
    }
}
