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
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.carillon.engine.calls.flow.CallMachine;
import org.carillon.engine.calls.flow.Outcome;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.media.MediaResult;
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
    private boolean dropped;

    /** Effects under way. A session that is over stays until they have come to their end, so that failures are noted. */
    private int underWay;

    private Session session;
    private @Nullable ScheduledFuture<?> timer;
    private @Nullable Instant timerDue;

    /** @param waits whether events wait until {@link #resume}, for a session that comes from another node */
    Mailbox(Session session, Lanes lanes, boolean waits) {
        this.session = session;
        this.lanes = lanes;
        this.running = waits;
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
                receipt.completeExceptionally(closed ? new MailboxClosedException() : new MailboxFullException());
            }
        }
        return receipt;
    }

    private boolean post(Letter letter) {
        if (closed || (letters.size() >= lanes.mailboxBound() && mayBeDropped(letter.event()))) {
            return false;
        }
        letters.add(letter);
        if (!running) {
            running = true;
            lanes.run(this);
        }
        return true;
    }

    /** What comes again, or may be missed; everything else comes once and decides how the call goes on. */
    private static boolean mayBeDropped(Event event) {
        return event instanceof Event.Commanded
                || (event instanceof Event.Signalled signalled
                        && (signalled.signal() instanceof SignalEvent.Ringing
                                || signalled.signal() instanceof SignalEvent.Reoffered
                                || signalled.signal() instanceof SignalEvent.InfoDigit));
    }

    /** An ended session hears of callbacks that failed, and of endpoints that were opened too late and must be closed. */
    private static boolean isForTheEnded(Event event) {
        return event instanceof Event.TellFailed
                || (event instanceof Event.MediaAnswered answered && answered.result() instanceof MediaResult.Opened);
    }

    /** Whether nothing had been dropped before: one line in the log is enough, a flood of signalling must not flood it. */
    synchronized boolean isFirstDrop() {
        boolean first = !dropped;
        dropped = true;
        return first;
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
            if (before.isOver() && !isForTheEnded(letter.event())) {
                fail(letter);
                continue;
            }
            Outcome outcome = lanes.steps().take(before, letter.event());
            Session value = withPending(outcome);
            CompletableFuture<Boolean> saving = lanes.save(value, outcome.changed());
            CompletionStage<Boolean> saved = saving;
            if (!saving.isDone()) {
                saved.whenComplete((ok, error) -> {
                    try {
                        after(outcome, value, letter, ok, error);
                    } finally {
                        lanes.run(this);
                    }
                });
                return;
            }
            saved.whenComplete((ok, error) -> after(outcome, value, letter, ok, error));
        }
    }

    private void after(Outcome outcome, Session value, Letter letter, @Nullable Boolean ok, @Nullable Throwable error) {
        if (error != null) {
            LOG.errorf(error, "CARENG0005 Session %s could not be saved; its calls are ended", value.root());
            Outcome end = lanes.steps().abandon(outcome, letter.event());
            leave(end.session(), end.effects());
            fail(letter);
            return;
        }
        if (!Boolean.TRUE.equals(ok)) {
            LOG.warnf("CARENG0014 Session %s belongs to another node now; this node gives it up", value.root());
            close();
            fail(letter);
            return;
        }
        leave(value, outcome.effects());
        if (letter.receipt() != null) {
            letter.receipt().complete(outcome.session());
        }
    }

    private void leave(Session value, List<Effect> effects) {
        synchronized (this) {
            session = value;
            underWay += effects.size();
        }
        for (Effect effect : effects) {
            lanes.effects()
                    .perform(effect, value.root(), this::post)
                    .whenComplete((nothing, never) -> acknowledge(effect.operation()));
        }
        arm();
    }

    /**
     * Repeats what the node before has not seen through, then takes the events.
     *
     * @param first events of before anything could be posted here
     */
    void resume(List<Event> first) {
        Session taken = session();
        leave(taken, taken.pending());
        synchronized (this) {
            for (int i = first.size() - 1; i >= 0; i--) {
                letters.addFirst(new Letter(first.get(i), null));
            }
        }
        lanes.run(this);
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
        if (Objects.equals(due, timerDue)) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        timerDue = due;
        if (due != null && !closed && !lanes.timers().isShutdown()) {
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
        lanes.gone(session);
    }

    private static void fail(Letter letter) {
        if (letter.receipt() != null) {
            letter.receipt().completeExceptionally(new MailboxClosedException());
        }
    }

    /** The session is over, or not here. */
    static final class MailboxClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MailboxClosedException() {
            super("the call has ended", null, false, false);
        }
    }

    /** Too much waits for the session. */
    static final class MailboxFullException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MailboxFullException() {
            super("too much waits for the call", null, false, false);
        }
    }
}
