// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bounded cache whose entries are believed for a short time. Remembers, too, that something is not there. */
final class ShortCache<K, V> {
    private record Known<V>(Optional<V> value, Instant until) {}

    private final Duration believed;
    private final Clock clock;
    private final Map<K, Known<V>> entries;
    private long version;

    ShortCache(int most, Duration believed, Clock clock) {
        this.believed = believed;
        this.clock = clock;
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Known<V>> eldest) {
                return size() > most;
            }
        };
    }

    /** Empty when nothing is known; holds an empty value when it is known that there is nothing. */
    synchronized Optional<Optional<V>> get(K key) {
        @Nullable Known<V> entry = entries.get(key);
        if (entry == null || clock.instant().isAfter(entry.until())) {
            return Optional.empty();
        }
        return Optional.of(entry.value());
    }

    /** Counts the drops: what was read before one must not be put after it. */
    synchronized long version() {
        return version;
    }

    synchronized void put(K key, Optional<V> value, long readAt) {
        if (readAt == version) {
            entries.put(key, new Known<>(value, clock.instant().plus(believed)));
        }
    }

    synchronized void drop(K key) {
        version++;
        entries.remove(key);
    }
}
