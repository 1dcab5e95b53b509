// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.carillon.engine.media.MediaResult;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last operations and their results, so that a repeated one has no second effect and gets the same result. What
 * failed is forgotten: nothing of it remains, and a repeat is a new attempt. Bounded; the oldest goes first. It knows the
 * operations of this node only; a signal repeated by another node is recognised by our own server through its request id.
 */
final class OperationCache {
    static final int MAX_OPERATIONS = 20_000;

    private final Map<String, CompletableFuture<MediaResult>> results = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<String, CompletableFuture<MediaResult>> eldest) {
            return size() > MAX_OPERATIONS;
        }
    };

    CompletionStage<MediaResult> once(String operation, Supplier<CompletionStage<MediaResult>> work) {
        var mine = new CompletableFuture<MediaResult>();
        CompletableFuture<MediaResult> earlier;
        synchronized (results) {
            earlier = results.putIfAbsent(operation, mine);
        }
        if (earlier != null) {
            return earlier.copy();
        }
        start(work).whenComplete((result, failure) -> {
            MediaResult settled = failure == null ? result : Results.failed(failure);
            if (settled instanceof MediaResult.Failed) {
                synchronized (results) {
                    results.remove(operation, mine);
                }
            }
            mine.complete(settled);
        });
        return mine.copy();
    }

    private static CompletionStage<MediaResult> start(Supplier<CompletionStage<MediaResult>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
