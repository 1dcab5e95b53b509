// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.concurrency;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.carillon.sip.logging.SipLogger;
import org.jspecify.annotations.Nullable;

/**
 * The right to run code of one session. One thread has it at a time, and it goes on in the order in which it was asked
 * for.
 *
 * <p>Work that comes while another thread has it waits here, and its own thread goes on: a lane never waits for a
 * session. When the turn comes free, the next work runs on a thread of the pool. As the turn is never free while
 * something waits, the messages of one call stay in the order of their lane.
 *
 * <p>A thread that has a turn does not wait for another one, so there is no deadlock.
 */
public final class Turn {
    /** How much may wait for one session. A call has a few messages on the way, and a peer that floods one gets no more. */
    public static final int MOST_WAITING = 256;

    private static final ThreadLocal<@Nullable Turn> HELD = new ThreadLocal<>();

    private final Executor pool;
    // A lone call never needs it.
    private @Nullable Queue<Waiting> waiting;
    private boolean taken;
    private @Nullable Thread holder;

    /** @param pool runs what had to wait; it must take every task */
    public Turn(Executor pool) {
        this.pool = pool;
    }

    /** Something that gets the turn when the one before it is through. */
    private interface Waiting {
        void begin();
    }

    /** {@return the turn that this thread has, or null} */
    public static @Nullable Turn held() {
        return HELD.get();
    }

    /**
     * Runs a task: at once on this thread when the turn is free or this thread has it, later on the pool otherwise.
     *
     * @return false when too much waits already; the task will not run then
     */
    public boolean run(Runnable task) {
        if (!runsHere()) {
            synchronized (this) {
                if (taken) {
                    return queue(() -> pool.execute(() -> inside(task)));
                }
                taken = true;
            }
            inside(task);
            return true;
        }
        task.run();
        return true;
    }

    /**
     * Runs a task on the pool when its turn comes, also when this thread has the turn.
     *
     * @return false when too much waits already; the task will not run then
     */
    public boolean offer(Runnable task) {
        synchronized (this) {
            if (taken) {
                return queue(() -> pool.execute(() -> inside(task)));
            }
            taken = true;
        }
        pool.execute(() -> inside(task));
        return true;
    }

    /**
     * Runs a task on the pool when its turn comes, however much waits: for what the container must do once for each
     * thing that it let in, so there is an end to it.
     */
    public void post(Runnable task) {
        synchronized (this) {
            if (taken) {
                waiting().add(() -> pool.execute(() -> inside(task)));
                return;
            }
            taken = true;
        }
        pool.execute(() -> inside(task));
    }

    /**
     * Takes the turn for this thread, waiting for it.
     *
     * @param patience how long at most
     * @return false when it was not free in time, when too much waits already, or when the thread was interrupted
     */
    public boolean enter(Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            if (!taken) {
                taken = true;
            } else {
                var place = new Place();
                if (!queue(place) || !await(place, end)) {
                    return false;
                }
            }
            holder = Thread.currentThread();
        }
        HELD.set(this);
        return true;
    }

    /** Gives the turn on that {@link #enter} took. */
    public void leave() {
        HELD.remove();
        next();
    }

    private final class Place implements Waiting {
        private boolean begun;

        @Override
        public void begin() {
            begun = true;
            Turn.this.notifyAll();
        }
    }

    // The loop is around it, and the place says what is waited for.
    private synchronized boolean await(Place place, long end) {
        while (!place.begun) {
            var left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            try {
                if (left > 0) {
                    wait(left);
                    continue;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (!place.begun) {
                waiting().remove(place);
                return false;
            }
        }
        return true;
    }

    private synchronized boolean runsHere() {
        return holder == Thread.currentThread();
    }

    private Queue<Waiting> waiting() {
        var queue = waiting;
        if (queue == null) {
            queue = new ArrayDeque<>(2);
            waiting = queue;
        }
        return queue;
    }

    private boolean queue(Waiting next) {
        return waiting().size() < MOST_WAITING && waiting().add(next);
    }

    private void inside(Runnable task) {
        var before = HELD.get();
        HELD.set(this);
        synchronized (this) {
            holder = Thread.currentThread();
        }
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            SipLogger.LOG.sessionWorkFailed(e);
        } finally {
            if (before == null) {
                HELD.remove();
            } else {
                HELD.set(before);
            }
            next();
        }
    }

    private synchronized void next() {
        holder = null;
        var next = waiting == null ? null : waiting.poll();
        if (next == null) {
            taken = false;
        } else {
            next.begin();
        }
    }
}
