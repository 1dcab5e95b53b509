// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.timers;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Future;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.TimerListener;
import org.carillon.sip.concurrency.Turns;
import org.carillon.sip.logging.SipLogger;
import org.carillon.sip.replication.TimerImage;
import org.carillon.sip.replication.Value;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;
import org.mobicents.servlet.sip.core.timers.MobicentsServletTimer;

/** One timer: fires in the turn of its session, and never twice at a time. */
final class SessionTimer implements MobicentsServletTimer {
    private final String id;
    private final MobicentsSipApplicationSession session;
    private final TimerListener listener;
    private final Plan plan;
    private final Serializable info;
    private final Clockwork clockwork;
    private long due;
    private boolean ended;
    private @Nullable Future<?> waiting;

    /**
     * When it fires.
     *
     * @param delay until the first time, in milliseconds
     * @param period in milliseconds, 0 for a timer that fires once
     * @param fixedDelay whether the period begins when the listener returns
     * @param persistent whether it should outlive its node
     */
    record Plan(long delay, long period, boolean fixedDelay, boolean persistent) {
        boolean repeats() {
            return period > 0;
        }
    }

    /** What timers run by. */
    interface Clockwork {
        /** Runs something later. */
        Future<?> after(Runnable task, long millis);

        /** Hears that a timer has ended, once for each that was begun. */
        void ended();

        /** Hears that a timer of a session has begun, is due at another time, or has ended. */
        void changed(MobicentsSipApplicationSession session);
    }

    /** A new one. */
    SessionTimer(
            MobicentsSipApplicationSession session,
            TimerListener listener,
            Plan plan,
            Serializable info,
            Clockwork clockwork) {
        this(UUID.randomUUID().toString(), session, listener, plan, info, clockwork);
    }

    /** One that has its name already. */
    SessionTimer(
            String id,
            MobicentsSipApplicationSession session,
            TimerListener listener,
            Plan plan,
            Serializable info,
            Clockwork clockwork) {
        this.id = id;
        this.session = session;
        this.listener = listener;
        this.plan = plan;
        this.info = info;
        this.clockwork = clockwork;
    }

    /** Lets the time run. */
    synchronized void begin() {
        due = System.currentTimeMillis() + Math.max(0, plan.delay);
        plan();
    }

    private synchronized void plan() {
        if (!ended) {
            waiting = clockwork.after(this::isDue, Math.max(0, due - System.currentTimeMillis()));
        }
    }

    private void isDue() {
        var turn = Turns.of(session, null);
        if (turn == null) {
            fire();
        } else {
            turn.post(this::fire);
        }
    }

    private void fire() {
        if (hasEnded()) {
            return;
        }
        var context = session.getSipContext();
        var before = Thread.currentThread().getContextClassLoader();
        context.enterSipContext();
        try {
            listener.timeout(this);
        } catch (RuntimeException | Error e) {
            SipLogger.LOG.listenerFailed(context.getApplicationName(), e);
        } finally {
            context.exitSipContext(before);
        }
        if (plan.repeats()) {
            again();
            clockwork.changed(session);
        } else {
            cancel();
            endSession();
        }
    }

    private synchronized void again() {
        due = plan.period + (plan.fixedDelay ? System.currentTimeMillis() : due);
        plan();
    }

    /** {@return its copy; null when what it carries cannot be written} */
    @Nullable
    TimerImage image() {
        var value = Value.of(info == null ? "" : info);
        return value == null
                ? null
                : new TimerImage(
                        id,
                        Instant.ofEpochMilli(scheduledExecutionTime()),
                        plan.period,
                        plan.fixedDelay,
                        plan.persistent,
                        value);
    }

    /** A session that has waited for its last timer is ready to be invalidated now (JSR 289 section 6.1.2.2.2). */
    private void endSession() {
        if (session.isValidInternal() && session.isReadyToInvalidate()) {
            session.tryToInvalidate();
        }
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    @Override
    public void cancel() {
        cancel(false, true);
    }

    /**
     * Ends it; a call of the listener that runs already goes on.
     *
     * @param update whether the session looks anew whether it is ready to be invalidated
     */
    @Override
    public void cancel(boolean interrupt, boolean update) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            if (waiting != null) {
                waiting.cancel(false);
            }
        }
        clockwork.ended();
        session.removeServletTimer(this, update);
        clockwork.changed(session);
    }

    @Override
    public SipApplicationSession getApplicationSession() {
        return session;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public Serializable getInfo() {
        return info;
    }

    /** {@return when it fires next, or has fired last, in milliseconds since 1970} */
    @Override
    public synchronized long scheduledExecutionTime() {
        return due;
    }

    /** {@return the milliseconds until it fires next; 0 or less when that time is past} */
    @Override
    public synchronized long getTimeRemaining() {
        return due - System.currentTimeMillis();
    }
}
