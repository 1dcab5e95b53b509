// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.lanes;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.carillon.sip.log.SipLog;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Runs the tasks of one leg in the order in which they came, on a shared pool, never two at once. */
public final class Lane {
    /** Requests that a remote party may send as often as it likes are dropped beyond this many waiting tasks. */
    static final int BOUND = 64;
    /** After that many tasks in a row the pool's thread goes to another leg. */
    private static final int TURN = 16;

    private final String name;
    private final Executor pool;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    /** @param name what log lines carry as {@code callSid} */
    public Lane(String name, Executor pool) {
        this.name = name;
        this.pool = pool;
    }

    /** Lets tasks wait until {@link #letGo}. Before the first task only. */
    void hold() {
        synchronized (waiting) {
            running = true;
        }
    }

    void letGo() {
        dispatch();
    }

    /** Adds a task that must not be lost: BYE, ACK, responses, commands, timers, of which a dialog has few. */
    public void post(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        dispatch();
    }

    /**
     * Adds a task, unless too many wait.
     *
     * @return false when it was not taken
     */
    public boolean offer(Runnable task) {
        synchronized (waiting) {
            if (waiting.size() >= BOUND) {
                return false;
            }
        }
        post(task);
        return true;
    }

    private void dispatch() {
        try {
            pool.execute(this::turn);
        } catch (RejectedExecutionException e) {
            synchronized (waiting) {
                waiting.clear();
                running = false;
            }
            SipLog.LOG.debugf(e, "the node stops, tasks of %s are dropped", name);
        }
    }

    private void turn() {
        MDC.put("callSid", name);
        try {
            for (int i = 0; i < TURN; i++) {
                Runnable task = next();
                if (task == null) {
                    return;
                }
                run(task);
            }
        } finally {
            MDC.remove("callSid");
        }
        dispatch();
    }

    private @Nullable Runnable next() {
        synchronized (waiting) {
            Runnable task = waiting.poll();
            running = task != null;
            return task;
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            // An Error that left here would stop the lane for good, and its leg would never be released.
            SipLog.LOG.taskFailed(name, e);
        }
    }
}
