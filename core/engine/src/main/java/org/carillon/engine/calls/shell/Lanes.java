// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.carillon.engine.calls.SessionStore;
import org.carillon.engine.calls.flow.CallMachine;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.records.CallRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the mailboxes of a node share: the threads that take steps, the timer, the store, the way to the ports. */
final class Lanes implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Lanes.class);
    private static final int SAVE_TRIES = 3;
    private static final Duration SAVE_LIMIT = Duration.ofSeconds(5);

    private final EngineSettings settings;
    private final Steps steps;
    private final SessionStore store;
    private final Effects effects;
    private final Duration savePause;
    private final Clock clock;
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timers;
    private final ConcurrentMap<CallSid, Mailbox> mailboxes = new ConcurrentHashMap<>();
    private final ConcurrentMap<AccountSid, Integer> perAccount = new ConcurrentHashMap<>();

    Lanes(Parts parts) {
        this.settings = parts.settings();
        this.steps = new Steps(parts.machine(), parts.clock());
        this.store = parts.store();
        this.effects = parts.effects();
        this.savePause = parts.savePause();
        this.clock = parts.clock();
        this.threads = Executors.newFixedThreadPool(settings.lanes(), named("carillon-lane-"));
        this.timers = new ScheduledThreadPoolExecutor(1, named("carillon-timer-"));
        timers.setRemoveOnCancelPolicy(true);
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * What the lanes work with.
     *
     * @param savePause before a value that could not be saved is saved again
     */
    record Parts(
            EngineSettings settings,
            CallMachine machine,
            SessionStore store,
            Effects effects,
            Duration savePause,
            Clock clock) {}

    /**
     * A mailbox for a new session, or null when the node carries as many as it may, altogether or of this account, or has
     * the session already.
     */
    @Nullable
    Mailbox open(Session session) {
        if (mailboxes.size() >= settings.sessions()
                || perAccount.getOrDefault(session.account(), 0) >= settings.sessionsPerAccount()) {
            return null;
        }
        return add(session, false);
    }

    /** As {@link #open}, whatever the limits say: another node had the session. Takes no step before {@link Mailbox#resume}. */
    @Nullable
    Mailbox adopt(Session session) {
        return add(session, true);
    }

    private @Nullable Mailbox add(Session session, boolean waits) {
        Mailbox mailbox = new Mailbox(session, this, waits);
        if (mailboxes.putIfAbsent(session.root(), mailbox) != null) {
            return null;
        }
        perAccount.merge(session.account(), 1, Integer::sum);
        return mailbox;
    }

    @Nullable
    Mailbox find(CallSid session) {
        return mailboxes.get(session);
    }

    int sessions() {
        return mailboxes.size();
    }

    /** The mailboxes of this moment. */
    List<Mailbox> all() {
        return List.copyOf(mailboxes.values());
    }

    void run(Mailbox mailbox) {
        try {
            threads.execute(mailbox);
        } catch (RejectedExecutionException e) {
            LOG.debug("The engine has stopped; a session takes no step any more");
        }
    }

    /** A store that fails, or is silent, is asked again: a call must not end because a message was lost on the way. */
    CompletableFuture<Boolean> save(Session session, List<CallRecord> changed) {
        return Bounded.retried(SAVE_TRIES, savePause, SAVE_LIMIT, () -> store.save(session, changed));
    }

    void gone(Session session) {
        if (mailboxes.remove(session.root()) != null) {
            perAccount.computeIfPresent(session.account(), (account, count) -> count > 1 ? count - 1 : null);
        }
    }

    void over(CallSid session) {
        Bounded.retried(SAVE_TRIES, savePause, SAVE_LIMIT, () -> store.remove(session))
                .exceptionally(e -> {
                    LOG.errorf(e, "CARENG0012 Session %s is over and could not be removed from the grid", session);
                    return null;
                });
    }

    int mailboxBound() {
        return settings.mailbox();
    }

    Steps steps() {
        return steps;
    }

    Effects effects() {
        return effects;
    }

    Clock clock() {
        return clock;
    }

    ScheduledExecutorService timers() {
        return timers;
    }

    @Override
    public void close() {
        threads.shutdown();
        timers.shutdownNow();
    }
}
