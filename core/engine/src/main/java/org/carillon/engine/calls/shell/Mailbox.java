// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.carillon.engine.calls.CallChange;
import org.carillon.engine.calls.flow.CallMachine;
import org.carillon.engine.calls.flow.Outcome;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One session on its owner node: its events in their order, one step at a time. A step's value is saved before its effects
 * leave; while that takes place the lane's thread is free and events wait here.
 */
final class Mailbox implements Runnable {
    private static final Logger LOG = Logger.getLogger(Mailbox.class);

    /** What waits: an event, and who wants to know that its step is saved. */
    private record Letter(Event event, @Nullable CompletableFuture<Session> receipt) {}

    private final Lanes lanes;
    private final Deque<Letter> letters = new ArrayDeque<>();
    private final Set<String> acknowledged = new HashSet<>();
    private boolean running;
    private boolean closed;

    /** Effects under way. A session that is over stays until they have come to their end, so that failures are noted. */
    private int underWay;

    private Session session;
    private @Nullable ScheduledFuture<?> timer;
    private @Nullable Instant timerDue;

    Mailbox(Session session, Lanes lanes) {
        this.session = session;
        this.lanes = lanes;
    }

    /** Takes an event; false when the mailbox is full and the event may be dropped, or when the session is over. */
    synchronized boolean post(Event event) {
        return post(new Letter(event, null));
    }

    /** Takes an event and tells when its step is saved. */
    CompletableFuture<Session> ask(Event event) {
        CompletableFuture<Session> receipt = new CompletableFuture<>();
        synchronized (this) {
            if (!post(new Letter(event, receipt))) {
                receipt.completeExceptionally(new MailboxClosedException());
            }
        }
        return receipt;
    }

    private boolean post(Letter letter) {
        if (closed || (letters.size() >= lanes.mailboxBound() && !isAlwaysTaken(letter.event()))) {
            return false;
        }
        letters.add(letter);
        if (!running) {
            running = true;
            lanes.run(this);
        }
        return true;
    }

    private static boolean isAlwaysTaken(Event event) {
        boolean end = event instanceof Event.Signalled signalled
                && (signalled.signal() instanceof SignalEvent.HungUp
                        || signalled.signal() instanceof SignalEvent.Lost
                        || signalled.signal() instanceof SignalEvent.Cancelled
                        || signalled.signal() instanceof SignalEvent.Refused);
        return end || !(event instanceof Event.Signalled || event instanceof Event.Commanded);
    }

    synchronized Session session() {
        return session;
    }

    /** Takes steps until nothing waits, or until a value is being saved elsewhere. */
    @Override
    public void run() {
        while (true) {
            Letter letter;
            Session before;
            synchronized (this) {
                Letter next = letters.poll();
                if (next == null || closed) {
                    running = false;
                    closeIfDone();
                    return;
                }
                letter = next;
                before = unacknowledged();
            }
            if (before.isOver() && !(letter.event() instanceof Event.TellFailed)) {
                fail(letter);
                continue;
            }
            Outcome outcome = step(before, letter.event());
            CompletionStage<Boolean> saving = lanes.save(outcome);
            CompletableFuture<Boolean> saved = saving.toCompletableFuture();
            if (!saved.isDone()) {
                saving.whenComplete((ok, error) -> {
                    after(outcome, letter, ok, error);
                    lanes.run(this);
                });
                return;
            }
            after(outcome, letter, saved.isCompletedExceptionally() ? Boolean.FALSE : saved.join(), null);
        }
    }

    private Outcome step(Session before, Event event) {
        Instant now = lanes.clock().instant();
        if (event instanceof Event.DeadlineReached due && !isDue(before, due, now)) {
            return new Outcome(before, List.of(), List.of());
        }
        try {
            return lanes.machine().step(before, event, now);
        } catch (RuntimeException e) {
            LOG.errorf(e, "CARENG0001 A step of session %s failed on %s; the call is ended", before.root(), event);
            return abort(before, now);
        }
    }

    private Outcome abort(Session before, Instant now) {
        Event end = new Event.Commanded("abort", before.root(), new CallChange.Complete());
        try {
            return lanes.machine().step(before, end, now);
        } catch (RuntimeException e) {
            LOG.errorf(e, "CARENG0002 Session %s cannot be ended in order; it is dropped", before.root());
            return new Outcome(before, List.of(), List.of());
        }
    }

    private static boolean isDue(Session session, Event.DeadlineReached due, Instant now) {
        return session.alarms().stream()
                .anyMatch(alarm -> alarm.leg().equals(due.leg())
                        && alarm.name().equals(due.name())
                        && !alarm.due().isAfter(now));
    }

    private void after(Outcome outcome, Letter letter, @Nullable Boolean ok, @Nullable Throwable error) {
        if (error != null || !Boolean.TRUE.equals(ok)) {
            LOG.errorf(error, "CARENG0005 Session %s could not be saved; this node gives it up", session.root());
            close();
            fail(letter);
            return;
        }
        synchronized (this) {
            session = withPending(outcome);
            underWay += outcome.effects().size();
        }
        for (Effect effect : outcome.effects()) {
            lanes.effects()
                    .perform(effect, session.root(), this::post)
                    .whenComplete((nothing, never) -> acknowledge(effect.operation()));
        }
        if (letter.receipt() != null) {
            letter.receipt().complete(outcome.session());
        }
        arm();
    }

    /** Nothing can come any more that would be worth a step. */
    private synchronized void closeIfDone() {
        if (!running && !closed && underWay == 0 && letters.isEmpty() && session.isOver()) {
            close();
            lanes.over(session.root());
        }
    }

    private static Session withPending(Outcome outcome) {
        List<Effect> pending = new ArrayList<>(outcome.session().pending());
        pending.addAll(outcome.effects());
        return outcome.session().withPending(pending);
    }

    private synchronized void acknowledge(String operation) {
        acknowledged.add(operation);
        underWay--;
        closeIfDone();
    }

    private Session unacknowledged() {
        if (acknowledged.isEmpty()) {
            return session;
        }
        List<Effect> rest = session.pending().stream()
                .filter(effect -> !acknowledged.contains(effect.operation()))
                .toList();
        acknowledged.clear();
        return session.withPending(rest);
    }

    private synchronized void arm() {
        Instant due = session.isOver()
                ? null
                : session.nextAlarm().map(alarm -> alarm.due()).orElse(null);
        if (java.util.Objects.equals(due, timerDue)) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        timerDue = due;
        if (due != null && !closed) {
            long millis =
                    Math.max(0, Duration.between(lanes.clock().instant(), due).toMillis() + 1);
            timer = lanes.timers().schedule(this::alarm, millis, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void alarm() {
        timerDue = null;
        timer = null;
        CallMachine.due(session, lanes.clock().instant())
                .forEach(alarm -> post(new Event.DeadlineReached(alarm.leg(), alarm.name())));
        if (letters.isEmpty()) {
            arm();
        }
    }

    private void close() {
        List<Letter> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(letters);
            letters.clear();
            if (timer != null) {
                timer.cancel(false);
                timer = null;
            }
        }
        left.forEach(Mailbox::fail);
        lanes.gone(session.root());
    }

    private static void fail(Letter letter) {
        if (letter.receipt() != null) {
            letter.receipt().completeExceptionally(new MailboxClosedException());
        }
    }

    /** The session is over, or its mailbox is full. */
    static final class MailboxClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MailboxClosedException() {
            super("the call has ended, or too much waits for it", null, false, false);
        }
    }
}
