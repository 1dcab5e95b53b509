// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.carillon.engine.calls.SessionStore;
import org.carillon.engine.calls.flow.CallMachine;
import org.carillon.engine.calls.flow.Outcome;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.ids.CallSid;
import org.jspecify.annotations.Nullable;

/** What the mailboxes of a node share: the threads that take steps, the timer, the store, the way to the ports. */
final class Lanes implements AutoCloseable {
    private final EngineSettings settings;
    private final CallMachine machine;
    private final SessionStore store;
    private final Effects effects;
    private final Clock clock;
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timers;
    private final ConcurrentMap<CallSid, Mailbox> mailboxes = new ConcurrentHashMap<>();

    Lanes(EngineSettings settings, CallMachine machine, SessionStore store, Effects effects, Clock clock) {
        this.settings = settings;
        this.machine = machine;
        this.store = store;
        this.effects = effects;
        this.clock = clock;
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

    /** A mailbox for a new session, or null when the node carries as many as it may. */
    @Nullable
    Mailbox open(Session session) {
        if (mailboxes.size() >= settings.sessions()) {
            return null;
        }
        Mailbox mailbox = new Mailbox(session, this);
        mailboxes.put(session.root(), mailbox);
        return mailbox;
    }

    @Nullable
    Mailbox find(CallSid session) {
        return mailboxes.get(session);
    }

    int sessions() {
        return mailboxes.size();
    }

    void run(Mailbox mailbox) {
        threads.execute(mailbox);
    }

    CompletionStage<Boolean> save(Outcome outcome) {
        return store.save(outcome.session(), outcome.changed());
    }

    void gone(CallSid session) {
        mailboxes.remove(session);
    }

    void over(CallSid session) {
        store.remove(session);
    }

    int mailboxBound() {
        return settings.mailbox();
    }

    CallMachine machine() {
        return machine;
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
