// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The timers of transactions and dialogs: a wheel of ticks, so that setting and cancelling one costs the same however many there are.
 *
 * <p>Every call sets about five timers, most of which are for half a minute (RFC 3261 section 17), so thousands wait at any
 * moment. The stack's own timer keeps them in one heap behind one lock, and wakes up its thread whenever a lane sets an earlier one.
 *
 * <p>A task runs up to {@value #TICK_MILLIS} ms late and never early. All tasks run on one thread of the wheel, as with the stack's own timer; they
 * only send what is due again or tell the container, which does its work elsewhere.
 */
public final class WheelTimer implements SipTimer {
    static final int TICK_MILLIS = 10;

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);

    /** 41 seconds: longer than any timer of a transaction, so that none of those is looked at before its time. */
    private static final int SLOTS = 4096;

    private final List<Deque<Entry>> slots;

    /** Set since the last tick, by any thread; only the wheel's own thread touches the slots. */
    private final ConcurrentLinkedQueue<Entry> arrivals = new ConcurrentLinkedQueue<>();

    private volatile @Nullable Thread thread;
    private long origin;

    /** Called by the stack through reflection. */
    public WheelTimer() {
        this(SLOTS);
    }

    /** @param slots ticks of one turn */
    WheelTimer(int slots) {
        this.slots = Stream.<Deque<Entry>>generate(() -> new ArrayDeque<>(0))
                .limit(slots)
                .toList();
    }

    /** One task that waits. Forgets the task when it is cancelled, for the entry itself stays in its slot until then. */
    private static final class Entry {
        private volatile @Nullable SIPStackTimerTask task;
        private final long period;
        private long due;

        Entry(SIPStackTimerTask task, long due, long period) {
            this.task = task;
            this.due = due;
            this.period = period;
        }
    }

    @Override
    public void start(@Nullable SipStackImpl stack, @Nullable Properties properties) {
        if (thread != null) {
            return;
        }
        origin = System.nanoTime();
        var wheel = new Thread(this::turn, "sip-timer");
        wheel.setDaemon(true);
        thread = wheel;
        wheel.start();
    }

    @Override
    public void stop() {
        var wheel = thread;
        thread = null;
        if (wheel != null) {
            LockSupport.unpark(wheel);
        }
        arrivals.clear();
    }

    @Override
    public boolean isStarted() {
        return thread != null;
    }

    /** {@inheritDoc} {@code delay} in milliseconds; what is due already runs with the next tick. */
    @Override
    public boolean schedule(SIPStackTimerTask task, long delay) {
        return add(task, delay, 0);
    }

    @Override
    public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delay, long period) {
        return add(task, delay, Math.max(1, period));
    }

    private boolean add(SIPStackTimerTask task, long delay, long period) {
        if (thread == null) {
            throw new IllegalStateException("the timers of the SIP stack have been stopped");
        }
        var entry =
                new Entry(task, System.nanoTime() - origin + TimeUnit.MILLISECONDS.toNanos(Math.max(0, delay)), period);
        task.setSipTimerTask(entry);
        arrivals.add(entry);
        return true;
    }

    /** {@inheritDoc} May be called by the task itself, which then runs no more. */
    @Override
    public boolean cancel(SIPStackTimerTask task) {
        if (!(task.getSipTimerTask() instanceof Entry entry) || entry.task == null) {
            return false;
        }
        entry.task = null;
        task.cleanUpBeforeCancel();
        return true;
    }

    private void turn() {
        for (long tick = 0; isCurrent(); tick++) {
            var end = (tick + 1) * TICK_NANOS;
            for (var left = end - now(); left > 0 && isCurrent(); left = end - now()) {
                LockSupport.parkNanos(this, left);
            }
            takeArrivals(tick);
            runSlot(tick, end);
        }
    }

    private boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    private long now() {
        return System.nanoTime() - origin;
    }

    /** Puts what was set since the last tick where it will be due; what is due already goes to this tick. */
    private void takeArrivals(long tick) {
        for (var entry = arrivals.poll(); entry != null; entry = arrivals.poll()) {
            if (entry.task != null) {
                put(entry, tick);
            }
        }
    }

    private void put(Entry entry, long earliest) {
        slot(Math.max(earliest, entry.due / TICK_NANOS)).add(entry);
    }

    private Deque<Entry> slot(long tick) {
        return slots.get((int) (tick % slots.size()));
    }

    private void runSlot(long tick, long end) {
        var slot = slot(tick);
        for (var left = slot.size(); left > 0; left--) {
            var entry = slot.remove();
            if (entry.task == null) {
                continue;
            }
            if (entry.due >= end) {
                // For a later turn of the wheel.
                slot.add(entry);
                continue;
            }
            run(entry, tick);
        }
    }

    private void run(Entry entry, long tick) {
        var task = entry.task;
        if (task == null) {
            return;
        }
        if (entry.period == 0) {
            entry.task = null;
        }
        try {
            task.runTask();
        } catch (RuntimeException | Error e) {
            // What was running when the timers were stopped may set no further ones, and that is nobody's fault.
            if (isCurrent()) {
                StackLog.complain("a timer of the SIP stack failed", e);
            }
        }
        if (entry.task != null) {
            entry.due = now() + TimeUnit.MILLISECONDS.toNanos(entry.period);
            put(entry, tick + 1);
        }
    }
}
