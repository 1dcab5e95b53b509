// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.prompt;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.carillon.media.server.audio.Pcm;
import org.jspecify.annotations.Nullable;

/**
 * Decoded prompts by the hash of their content, and what is known of the addresses they came from. Bounded in bytes; the
 * one used longest ago goes first. Safe for use by several threads.
 */
public final class PromptCache {
    /**
     * What an address gave last time.
     *
     * @param content key of the decoded sound
     * @param validator what tells whether it has changed: an entity tag, a date, or a file's time and length
     * @param freshUntil until then it need not be asked again
     */
    record Origin(String content, String validator, Instant freshUntil) {}

    private static final int MOST_ORIGINS = 20_000;
    private static final int ENTRY_BYTES = 200;

    private final long limit;
    private final LinkedHashMap<String, Pcm> sounds = new LinkedHashMap<>(64, 0.75f, true);
    private final LinkedHashMap<String, Origin> origins = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Origin> eldest) {
            return size() > MOST_ORIGINS;
        }
    };
    private long bytes;

    /** @param limit most bytes of decoded sound */
    public PromptCache(long limit) {
        this.limit = limit;
    }

    synchronized Optional<Pcm> sound(String content) {
        return Optional.ofNullable(sounds.get(content));
    }

    synchronized @Nullable Origin origin(String url) {
        return origins.get(url);
    }

    synchronized void remember(String url, Origin origin) {
        origins.put(url, origin);
    }

    synchronized void keep(String content, Pcm sound) {
        if (size(sound) > limit) {
            return;
        }
        Pcm before = sounds.put(content, sound);
        bytes += size(sound) - (before == null ? 0 : size(before));
        var eldest = sounds.values().iterator();
        while (bytes > limit && eldest.hasNext()) {
            bytes -= size(eldest.next());
            eldest.remove();
        }
    }

    /** Bytes of sound that are kept now. */
    public synchronized long bytes() {
        return bytes;
    }

    private static long size(Pcm sound) {
        return sound.bytes() + ENTRY_BYTES;
    }
}
