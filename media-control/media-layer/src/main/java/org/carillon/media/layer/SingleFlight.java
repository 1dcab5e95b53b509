// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Lets those who want the same thing at the same time wait for one making of it. */
final class SingleFlight<K, V> {
    private final ConcurrentMap<K, CompletableFuture<V>> flying = new ConcurrentHashMap<>();

    /** The work that is under way for the key, else new work. */
    CompletableFuture<V> join(K key, Supplier<CompletableFuture<V>> work) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> earlier = flying.putIfAbsent(key, mine);
        if (earlier != null) {
            return earlier.copy();
        }
        var unused = begun(work).whenComplete((value, failure) -> {
            flying.remove(key, mine);
            if (failure != null) {
                mine.completeExceptionally(failure);
            } else {
                mine.complete(value);
            }
        });
        return mine.copy();
    }

    private static <T> CompletableFuture<T> begun(Supplier<CompletableFuture<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
