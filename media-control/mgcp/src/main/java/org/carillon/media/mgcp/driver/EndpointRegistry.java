// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.carillon.engine.media.MediaHandle;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that this node uses, and the numbers of the events it has seen. A node that takes a call over knows nothing
 * here; everything that is needed to go on is asked of the media server.
 */
final class EndpointRegistry {
    private static final int MAX_SEEN = 50_000;

    /** An endpoint's name on a server, without the domain: servers ignore it, and write their own. */
    record Key(String server, String endpoint) {
        static Key of(MediaHandle handle) {
            return of(handle.server(), handle.endpoint());
        }

        static Key of(String server, String endpoint) {
            int at = endpoint.lastIndexOf('@');
            return new Key(server, (at < 0 ? endpoint : endpoint.substring(0, at)).toLowerCase(Locale.ROOT));
        }
    }

    /**
     * An open endpoint.
     *
     * @param opened the operation that opened it
     * @param callId as given to the server
     * @param since reading of {@link System#nanoTime()}
     */
    record Known(MediaHandle handle, String opened, String callId, long since) {}

    private final Map<Key, Known> open = new ConcurrentHashMap<>();
    private final Map<Key, Map<Key, String>> members = new ConcurrentHashMap<>();
    private final Map<Key, SeenNumbers> seen = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<Key, SeenNumbers> eldest) {
            return size() > MAX_SEEN;
        }
    });

    void opened(Known known) {
        open.put(Key.of(known.handle()), known);
    }

    Optional<Known> find(Key key) {
        return Optional.ofNullable(open.get(key));
    }

    Optional<Known> closed(Key key) {
        members.remove(key);
        return Optional.ofNullable(open.remove(key));
    }

    List<Known> of(String server) {
        return open.values().stream()
                .filter(known -> known.handle().server().equals(server))
                .toList();
    }

    void joined(MediaHandle mixer, MediaHandle leg, String connection) {
        members.computeIfAbsent(Key.of(mixer), key -> new ConcurrentHashMap<>()).put(Key.of(leg), connection);
    }

    /** The connection on the mixer that leads to the leg. */
    Optional<String> connection(MediaHandle mixer, MediaHandle leg) {
        return Optional.ofNullable(members.getOrDefault(Key.of(mixer), Map.of()).get(Key.of(leg)));
    }

    void left(MediaHandle mixer, MediaHandle leg) {
        Map<Key, String> legs = members.get(Key.of(mixer));
        if (legs != null) {
            legs.remove(Key.of(leg));
        }
    }

    /** Whether this event is seen for the first time; number 0 is none and always new. */
    boolean isNew(Key key, long number) {
        return number <= 0 || seen.computeIfAbsent(key, k -> new SeenNumbers(0)).isNew(number);
    }

    void unsee(Key key, long number) {
        SeenNumbers numbers = seen.get(key);
        if (numbers != null && number > 0) {
            numbers.forget(number);
        }
    }

    /** Counts all events up to this number as seen. */
    void seenUpTo(Key key, long number) {
        seen.computeIfAbsent(key, k -> new SeenNumbers(0)).allUpTo(number);
    }
}
