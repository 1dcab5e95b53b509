// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a port does, made to end: a port that throws or never answers fails like any other. */
final class Bounded {
    private Bounded() {}

    /** The work's result; a failure when it throws, or takes longer than the limit. */
    static <T> CompletableFuture<T> within(Duration limit, Supplier<CompletionStage<T>> work) {
        try {
            return work.get()
                    .thenApply(result -> result)
                    .toCompletableFuture()
                    .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * The work, done again after a failure.
     *
     * @param tries 1 or more
     * @param pause before the second try; each further pause is twice as long as the last, but not longer than the limit
     */
    static <T> CompletableFuture<T> retried(
            int tries, Duration pause, Duration limit, Supplier<CompletionStage<T>> work) {
        CompletableFuture<T> first = within(limit, work);
        if (tries <= 1) {
            return first;
        }
        Duration next = pause.multipliedBy(2).compareTo(limit) > 0 ? limit : pause.multipliedBy(2);
        Executor later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
        return first.exceptionallyComposeAsync(e -> retried(tries - 1, next, limit, work), later);
    }
}
