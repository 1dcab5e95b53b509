// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.endpoint;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that owns all endpoints. It runs a turn every 20 ms by the monotonic clock, counted from the start so that
 * nothing drifts, and in between the tasks that other threads hand in. A turn that comes late is made up for at once; after a
 * stall of more than 200 ms the missed turns are left out, because a burst of old audio helps nobody.
 */
public final class MediaLoop implements Executor, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MediaLoop.class.getName());
    private static final long TURN_NANOS = 20_000_000;
    private static final long STALL_NANOS = 10 * TURN_NANOS;
    private static final int MOST_TASKS = 50_000;
    private static final long STOP_MILLIS = 2000;

    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong worstLateness = new AtomicLong();
    private final Runnable turn;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    /** @param turn called every 20 ms on the loop's thread */
    public MediaLoop(Runnable turn) {
        this.turn = turn;
    }

    public synchronized void start() {
        Thread started = new Thread(this::run, "media-loop");
        thread = started;
        started.start();
    }

    /** @throws RejectedExecutionException when 50,000 tasks wait or the loop has stopped */
    @Override
    public void execute(Runnable task) {
        if (stopping || waiting.incrementAndGet() > MOST_TASKS) {
            waiting.decrementAndGet();
            throw new RejectedExecutionException("the media loop takes no more tasks");
        }
        tasks.add(task);
        LockSupport.unpark(thread);
    }

    private void run() {
        long next = System.nanoTime() + TURN_NANOS;
        while (!stopping) {
            runTasks();
            long now = System.nanoTime();
            if (now - next < 0) {
                LockSupport.parkNanos(this, next - now);
                continue;
            }
            worstLateness.accumulateAndGet(now - next, Math::max);
            guarded(turn);
            next += TURN_NANOS;
            if (now - next > STALL_NANOS) {
                next = now + TURN_NANOS;
            }
        }
        runTasks();
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            waiting.decrementAndGet();
            guarded(task);
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(System.Logger.Level.ERROR, "CMS0100 a task of the media loop failed", e);
        }
    }

    /** The most that a turn was late since the last question, in milliseconds. */
    public long takeLatenessMillis() {
        return worstLateness.getAndSet(0) / 1_000_000;
    }

    @Override
    public synchronized void close() {
        stopping = true;
        Thread started = thread;
        if (started == null) {
            return;
        }
        LockSupport.unpark(started);
        try {
            started.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
