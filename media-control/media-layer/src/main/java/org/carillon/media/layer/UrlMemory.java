// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.carillon.engine.media.Prompt;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which content a tenant's URL had and how long that holds (RFC 9111): {@code max-age} is obeyed up to a day,
 * {@code no-store} is not remembered, and without either the server is asked each time, by entity tag where it gave one. In
 * memory: after a restart everything is asked for again.
 */
final class UrlMemory {
    private static final int MOST = 10_000;
    private static final Duration LONGEST = Duration.ofDays(1);
    private final InstantSource clock;
    private final Map<Prompt.Audio, Entry> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<Prompt.Audio, UrlMemory.Entry> eldest) {
            return size() > MOST;
        }
    };

    /** @param content the name in the cache */
    record Entry(String content, String etag, Instant freshUntil) {}

    UrlMemory(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Optional<Entry> find(Prompt.Audio audio) {
        return Optional.ofNullable(entries.get(audio));
    }

    boolean isFresh(Entry entry) {
        return clock.instant().isBefore(entry.freshUntil);
    }

    synchronized void put(Prompt.Audio audio, String content, String etag, String cacheControl) {
        if (directives(cacheControl).containsKey("no-store")) {
            entries.remove(audio);
            return;
        }
        entries.put(audio, new Entry(content, etag, clock.instant().plus(lifetime(cacheControl))));
    }

    synchronized void renew(Prompt.Audio audio, String cacheControl) {
        Entry was = entries.get(audio);
        if (was != null) {
            put(audio, was.content, was.etag, cacheControl);
        }
    }

    private static Duration lifetime(String cacheControl) {
        Map<String, String> directives = directives(cacheControl);
        String seconds = directives.getOrDefault("max-age", "");
        if (directives.containsKey("no-cache") || !seconds.matches("[0-9]{1,9}")) {
            return Duration.ZERO;
        }
        Duration age = Duration.ofSeconds(Long.parseLong(seconds));
        return age.compareTo(LONGEST) > 0 ? LONGEST : age;
    }

    private static Map<String, String> directives(String cacheControl) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String part : cacheControl.toLowerCase(Locale.ROOT).split(",", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? "" : part.substring(equals + 1).replace("\"", "");
            found.put(name.strip(), value.strip());
        }
        return found;
    }
}
