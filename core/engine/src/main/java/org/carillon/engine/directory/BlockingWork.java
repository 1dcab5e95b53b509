// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.directory;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A few threads for what blocks, with bounded queues: when one is full, work is refused. Reads of the database and answers to
 * clients have threads of their own, for a database that hangs must not hold up an answer that is there.
 */
@ApplicationScoped
public class BlockingWork {
    private static final int THREADS = 8;
    private static final int WAITING = 2_000;

    private final ThreadPoolExecutor reads = pool("carillon-blocking-");
    private final ThreadPoolExecutor answers = pool("carillon-answer-");

    private static ThreadPoolExecutor pool(String name) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, name + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        // No thread is started before there is work.
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Reads the database on one of the threads; fails with a {@link RejectedExecutionException} when too much is waiting. */
    public <T> CompletionStage<T> supply(Supplier<T> work) {
        return on(reads, work);
    }

    /** Answers a client on one of the threads; fails as {@link #supply}. */
    public <T> CompletionStage<T> answer(Supplier<T> work) {
        return on(answers, work);
    }

    private static <T> CompletionStage<T> on(ThreadPoolExecutor pool, Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, pool);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @PreDestroy
    void stop() {
        reads.shutdown();
        answers.shutdown();
    }
}
