// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.timers;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.SipApplicationSession;
import org.carillon.sip.logging.SipLogger;
import org.carillon.sip.replication.TimerImage;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;
import org.mobicents.servlet.sip.core.timers.SipServletTimerService;

/**
 * The timers of one application (JSR 289 chapter 8). They belong to application sessions and end with them. Without replication sessions end with
 * their node, and so do those that the application calls persistent: that is told once in the log.
 */
public final class SessionTimers implements SipServletTimerService {
    private static final long serialVersionUID = 1;
    private static final int THREADS = 4;
    private static final int IDLE_SECONDS = 30;

    /** For each application; a timer takes some 500 bytes, and its session more. */
    static final int MOST = 1_000_000;

    private final String application;
    private final int most;
    private final transient ScheduledThreadPoolExecutor threads;
    private final transient Consumer<MobicentsSipApplicationSession> copies;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicBoolean persistentTold = new AtomicBoolean();
    private final transient SessionTimer.Clockwork clockwork = new SessionTimer.Clockwork() {
        @Override
        public Future<?> after(Runnable task, long millis) {
            return schedule(task, millis);
        }

        @Override
        public void ended() {
            begun.decrementAndGet();
        }

        @Override
        public void changed(MobicentsSipApplicationSession session) {
            copies.accept(session);
        }
    };

    /**
     * @param application its name, for the threads; there are none while no timer has been set
     * @param copies told of sessions whose timers have changed; null when sessions do not outlive this node
     */
    public SessionTimers(String application, @Nullable Consumer<MobicentsSipApplicationSession> copies) {
        this(application, MOST, copies);
    }

    SessionTimers(String application, int most, @Nullable Consumer<MobicentsSipApplicationSession> copies) {
        this.application = application;
        this.most = most;
        this.copies = copies == null ? session -> {} : copies;
        // Told already when it would not be true.
        this.persistentTold.set(copies != null);
        var made = new AtomicInteger();
        threads = new ScheduledThreadPoolExecutor(THREADS, work -> {
            var thread = new Thread(work, application + "-sip-timer-" + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        threads.allowCoreThreadTimeOut(true);
        // A timer that was cancelled must not hold its session until its time would have come.
        threads.setRemoveOnCancelPolicy(true);
    }

    /**
     * {@inheritDoc}
     *
     * @param delay in milliseconds; 0 or less fires at once
     * @param persistent whether its session has a copy on another node even when it has no call; without replication it changes nothing
     * @throws IllegalStateException when the session is invalid, or the application has no timer listener, or is stopped, or
     *     has a million timers already
     */
    @Override
    public ServletTimer createTimer(SipApplicationSession session, long delay, boolean persistent, Serializable info) {
        tell(persistent);
        return begin(session, new SessionTimer.Plan(delay, 0, false, persistent), info);
    }

    /**
     * {@inheritDoc}
     *
     * @param delay until the first time, in milliseconds; 0 or less fires at once
     * @param period in milliseconds, 1 or more
     * @param fixedDelay whether the period is that between the end of a call of the listener and the next one; otherwise
     *     it is that between the times at which it should be called
     * @param persistent whether its session has a copy on another node even when it has no call; without replication it changes nothing
     * @throws IllegalArgumentException when the period is less than 1
     * @throws IllegalStateException when the session is invalid, or the application has no timer listener, or is stopped, or
     *     has a million timers already
     */
    @Override
    public ServletTimer createTimer(
            SipApplicationSession session,
            long delay,
            long period,
            boolean fixedDelay,
            boolean persistent,
            Serializable info) {
        if (period < 1) {
            throw new IllegalArgumentException("the period must be 1 or more: " + period);
        }
        tell(persistent);
        return begin(session, new SessionTimer.Plan(delay, period, fixedDelay, persistent), info);
    }

    private void tell(boolean persistent) {
        if (persistent && persistentTold.compareAndSet(false, true)) {
            SipLogger.LOG.persistentTimer(application);
        }
    }

    private SessionTimer begin(SipApplicationSession session, SessionTimer.Plan plan, Serializable info) {
        var owner = real((MobicentsSipApplicationSession) session);
        if (begun.incrementAndGet() > most) {
            begun.decrementAndGet();
            throw SipLogger.LOG.tooManyTimers(application, most);
        }
        var timer =
                new SessionTimer(owner, owner.getSipContext().getListeners().getTimerListener(), plan, info, clockwork);
        try {
            owner.addServletTimer(timer);
            timer.begin();
            copies.accept(owner);
        } catch (RuntimeException e) {
            timer.cancel();
            throw e;
        }
        return timer;
    }

    /** {@return the copies of a session's timers} */
    public static List<TimerImage> images(MobicentsSipApplicationSession session) {
        return session.getTimers().stream()
                .map(timer -> timer instanceof SessionTimer ours ? ours.image() : null)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Lets the timers of a session go on that was taken over; what was due meanwhile fires at once. */
    public void restore(MobicentsSipApplicationSession session, List<TimerImage> images) {
        for (var image : images) {
            begun.incrementAndGet();
            var delay = image.due().toEpochMilli() - System.currentTimeMillis();
            var timer = new SessionTimer(
                    image.id(),
                    session,
                    session.getSipContext().getListeners().getTimerListener(),
                    new SessionTimer.Plan(delay, image.periodMillis(), image.fixedDelay(), image.persistent()),
                    (Serializable) image.info().object(),
                    clockwork);
            session.addServletTimer(timer);
            timer.begin();
        }
    }

    /** {@return how many timers have not ended} */
    int size() {
        return begun.get();
    }

    /** {@return the session behind a facade} */
    private static MobicentsSipApplicationSession real(MobicentsSipApplicationSession session) {
        if (!session.isValid()) {
            throw new IllegalStateException("the application session is invalid");
        }
        if (!session.hasTimerListener()) {
            throw new IllegalStateException("the application has no timer listener");
        }
        var real = session.getSipContext().getSipManager().getSipApplicationSession(session.getKey(), false);
        if (real == null) {
            throw new IllegalStateException("the application session is invalid");
        }
        return real;
    }

    private Future<?> schedule(Runnable task, long millis) {
        try {
            return threads.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the application is stopped", e);
        }
    }

    /** Does nothing: threads come with the first timer. */
    @Override
    public void start() {}

    /** No timer fires from now on. */
    @Override
    public void stop() {
        threads.shutdownNow();
    }

    @Override
    public boolean isStarted() {
        return !threads.isShutdown();
    }
}
