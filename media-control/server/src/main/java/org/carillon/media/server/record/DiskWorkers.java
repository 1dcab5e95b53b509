// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.record;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that write recordings. What a recording does next is submitted only when the step before has been done, so
 * a step may come when the workers are being closed already: it is then done by the worker whose step led to it.
 */
public final class DiskWorkers implements Executor {
    private static final int THREADS = 2;
    private static final int QUEUE = 100_000;
    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor pool;

    public DiskWorkers() {
        AtomicInteger number = new AtomicInteger();
        this.pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                task -> {
                    Thread thread = new Thread(task, "disk-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                DiskWorkers::rejected);
        pool.allowCoreThreadTimeOut(true);
    }

    private static void rejected(Runnable task, ThreadPoolExecutor pool) {
        if (!pool.isShutdown()) {
            throw new RejectedExecutionException("too much waits for the disk");
        }
        task.run();
    }

    /** @throws RejectedExecutionException when too much waits for the disk */
    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /**
     * Completes what has begun.
     *
     * @return false when that took longer than the given time; it goes on then
     */
    public boolean close(long seconds) throws InterruptedException {
        pool.shutdown();
        return pool.awaitTermination(seconds, TimeUnit.SECONDS);
    }
}
