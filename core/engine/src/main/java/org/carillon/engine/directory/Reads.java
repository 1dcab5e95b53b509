// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.directory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.carillon.engine.errors.StoreUnavailableException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the database on threads that may block. Once it has failed, or kept somebody waiting, only a few reads are under way at a
 * time until one succeeds: others fail at once, so that a database that hangs does not hold all threads.
 */
final class Reads {
    private static final Logger LOG = Logger.getLogger(Reads.class);
    private static final int WHILE_IN_TROUBLE = 2;

    private final BlockingWork blocking;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicBoolean trouble = new AtomicBoolean();

    Reads(BlockingWork blocking) {
        this.blocking = blocking;
    }

    /** Reads; fails with {@link StoreUnavailableException} when the database is in trouble. */
    <T> CompletableFuture<T> read(Supplier<T> work) {
        if (underWay.incrementAndGet() > WHILE_IN_TROUBLE && trouble.get()) {
            underWay.decrementAndGet();
            return CompletableFuture.failedFuture(new StoreUnavailableException());
        }
        return blocking.supply(work)
                .whenComplete((found, failure) -> {
                    underWay.decrementAndGet();
                    note(failure);
                })
                .toCompletableFuture();
    }

    private void note(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause == null) {
            if (trouble.compareAndSet(true, false)) {
                LOG.info("CARENG0021 The database answers again");
            }
        } else if (cause instanceof StoreUnavailableException || cause instanceof RejectedExecutionException) {
            isInTrouble(String.valueOf(cause.getCause() == null ? cause.getMessage() : cause.getCause()));
        }
    }

    /** Somebody has given up waiting. */
    void isSlow() {
        isInTrouble("no answer in time");
    }

    private void isInTrouble(String why) {
        if (trouble.compareAndSet(false, true)) {
            LOG.warnf("CARENG0020 The database is in trouble (%s); calls go by what it said before", why);
        }
    }

    /** Whether it is better not to wait for it. */
    boolean areInTrouble() {
        return trouble.get();
    }
}
