// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.concurrency;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for what had to wait for its turn. There are none while nothing waits.
 *
 * <p>The queue needs no bound of its own: each session has at most one task in it.
 */
public final class TurnPool implements Executor {
    /** A servlet that waits for something else keeps one of them; lanes stay free all the same. */
    private static final int THREADS = 32;

    private static final int IDLE_SECONDS = 30;

    private final AtomicInteger made = new AtomicInteger();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);

    /** Starts no thread yet. */
    public TurnPool() {
        threads.allowCoreThreadTimeOut(true);
        threads.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    private Thread thread(Runnable work) {
        var thread = new Thread(work, "sip-session-" + made.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Runs a task; after {@link #stop} it does not. */
    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** Ends the threads; what has not begun is forgotten. */
    public void stop() {
        threads.shutdownNow();
    }
}
