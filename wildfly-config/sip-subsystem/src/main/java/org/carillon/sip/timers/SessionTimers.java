// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.timers;

import java.io.Serializable;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.SipApplicationSession;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;
import org.mobicents.servlet.sip.core.timers.SipServletTimerService;

/**
 * The timers of one application (JSR 289 chapter 8). They belong to application sessions and end with them, also those
 * that the application calls persistent, because its sessions do not outlive it.
 */
public final class SessionTimers implements SipServletTimerService {
    private static final long serialVersionUID = 1;
    private static final int THREADS = 4;
    private static final int IDLE_SECONDS = 30;

    private final transient ScheduledThreadPoolExecutor threads;

    /** @param application its name, for the threads; there are none while no timer has been set */
    public SessionTimers(String application) {
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
     * @throws IllegalStateException when the session is invalid, or the application has no timer listener or is stopped
     */
    @Override
    public ServletTimer createTimer(SipApplicationSession session, long delay, boolean persistent, Serializable info) {
        return begin(session, new SessionTimer.Plan(delay, 0, false), info);
    }

    /**
     * {@inheritDoc}
     *
     * @param delay until the first time, in milliseconds; 0 or less fires at once
     * @param period in milliseconds, 1 or more
     * @param fixedDelay whether the period is that between the end of a call of the listener and the next one; otherwise
     *     it is that between the times at which it should be called
     * @throws IllegalArgumentException when the period is less than 1
     * @throws IllegalStateException when the session is invalid, or the application has no timer listener or is stopped
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
        return begin(session, new SessionTimer.Plan(delay, period, fixedDelay), info);
    }

    private SessionTimer begin(SipApplicationSession session, SessionTimer.Plan plan, Serializable info) {
        var owner = real((MobicentsSipApplicationSession) session);
        var timer = new SessionTimer(
                owner, owner.getSipContext().getListeners().getTimerListener(), plan, info, this::schedule);
        owner.addServletTimer(timer);
        timer.begin();
        return timer;
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
