// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.carillon.engine.errors.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * What the database has said about things of one kind, in memory. Young answers are believed as they are. An older one is asked
 * for again, and serves when the database fails or does not answer soon; so calls do not notice. It is remembered, too, that
 * there is nothing, apart from the rest: strangers who ask for what is not there push nothing out.
 */
final class Shelf<K, V> {
    private static final Duration BELIEVED = Duration.ofSeconds(5);
    private static final Duration SERVES = Duration.ofHours(24);
    private static final int MOST_FOUND = 10_000;
    private static final int MOST_ABSENT = 1_000;

    /** Waited for the database by somebody who could do with an older answer, and by somebody who cannot. */
    private static final long SOON_MILLIS = 500;

    private static final long LIMIT_MILLIS = 4_000;

    private record Known<V>(Optional<V> value, Instant at) {}

    private final Function<K, Optional<V>> store;
    private final Reads reads;
    private final Clock clock;
    private final Map<K, Known<V>> found = bounded(MOST_FOUND);
    private final Map<K, Known<V>> absent = bounded(MOST_ABSENT);
    private final Map<K, CompletableFuture<Optional<V>>> underWay = new HashMap<>();

    Shelf(Function<K, Optional<V>> store, Reads reads, Clock clock) {
        this.store = store;
        this.reads = reads;
        this.clock = clock;
    }

    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** What there is; fails with {@link StoreUnavailableException} when nothing is known and the database does not tell. */
    CompletableFuture<Optional<V>> get(K key) {
        Known<V> known = known(key);
        if (known != null && isWithin(BELIEVED, known)) {
            return CompletableFuture.completedFuture(known.value());
        }
        CompletableFuture<Optional<V>> reading = read(key);
        if (known == null || !isWithin(SERVES, known)) {
            return within(LIMIT_MILLIS, reading, failure -> {
                throw failure;
            });
        }
        return reads.areInTrouble()
                ? CompletableFuture.completedFuture(known.value())
                : within(SOON_MILLIS, reading, failure -> known.value());
    }

    private synchronized @Nullable Known<V> known(K key) {
        Known<V> one = found.get(key);
        return one == null ? absent.get(key) : one;
    }

    private boolean isWithin(Duration age, Known<V> known) {
        return !clock.instant().isAfter(known.at().plus(age));
    }

    private CompletableFuture<Optional<V>> within(
            long millis, CompletableFuture<Optional<V>> reading, Function<RuntimeException, Optional<V>> otherwise) {
        return reading.copy().orTimeout(millis, TimeUnit.MILLISECONDS).exceptionally(failure -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof TimeoutException) {
                reads.isSlow();
                return otherwise.apply(new StoreUnavailableException());
            }
            return otherwise.apply(cause instanceof RuntimeException e ? e : new CompletionException(cause));
        });
    }

    /** Asks the database; all who ask for the same thing at the same time share the answer. */
    private CompletableFuture<Optional<V>> read(K key) {
        CompletableFuture<Optional<V>> reading = new CompletableFuture<>();
        synchronized (this) {
            CompletableFuture<Optional<V>> other = underWay.putIfAbsent(key, reading);
            if (other != null) {
                return other;
            }
        }
        Instant asked = clock.instant();
        var unused = reads.read(() -> store.apply(key)).whenComplete((value, failure) -> {
            keep(key, reading, failure == null ? new Known<>(value, asked) : null);
            if (failure == null) {
                reading.complete(value);
            } else {
                reading.completeExceptionally(failure);
            }
        });
        return reading;
    }

    /** What was read before a change must not be kept after it: then the reading is not the one under way any more. */
    private synchronized void keep(K key, CompletableFuture<Optional<V>> reading, @Nullable Known<V> answer) {
        if (underWay.remove(key, reading) && answer != null) {
            found.remove(key);
            absent.remove(key);
            (answer.value().isPresent() ? found : absent).put(key, answer);
        }
    }

    /** It was changed: what was known holds no longer, and the new is asked for at once, before somebody needs it. */
    void changed(K key) {
        synchronized (this) {
            found.remove(key);
            absent.remove(key);
            underWay.remove(key);
        }
        var unused = read(key);
    }
}
