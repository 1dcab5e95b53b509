// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.WayBack;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.carillon.sip.logging.SipLogger;
import org.carillon.sip.metrics.Traffic;
import org.carillon.sip.replication.ApplicationImage;
import org.carillon.sip.replication.ReplicatedApplication;
import org.carillon.sip.replication.Replication;
import org.carillon.sip.replication.Take;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.ApplicationRoutingHeaderComposer;
import org.mobicents.servlet.sip.core.SipApplicationDispatcher;

/**
 * Lets a request of a dialog that is not here wait until its application session has been looked for among the copies. Its lane
 * goes on meanwhile; then the request comes again as if it had just arrived, and finds the dialog, or not.
 *
 * <p>A request whose session belongs to a node that is there waits, too: that node may be dead, and nobody has noticed yet.
 * After some seconds it came here by mistake; to say that its dialog is not known would end a call, so it gets 503, or nothing when its
 * peer repeats it anyway.
 */
final class Takeovers {
    /** Sessions that are looked for at once, or were not found a moment ago; beyond that nothing is looked for. */
    private static final int MOST = 5_000;

    /** Random, server, application, id of the application session. */
    private static final int TAG_PARTS = 4;

    /** Messages of one session that wait. */
    private static final int MOST_WAITING = 16;

    /** Sessions that are asked for at once when a node is gone. */
    private static final int AT_ONCE = 256;

    /** After a node has gone, or an application has come. */
    private static final List<Integer> ADOPT_SECONDS = List.of(0, 3, 10, 30);

    private static final long WAIT_SECONDS = 2;

    /** So often it is asked again whether the node of a session is still there, and with these pauses: 5 s. */
    private static final int TRIES = 50;

    private static final long PAUSE_MILLIS = 100;

    /** For so long a session that was not found is not looked for again. */
    private static final long MISSED_SECONDS = 2;

    private final SipApplicationDispatcher dispatcher;
    private final SIPTransactionStack stack;
    private final Replication replication;
    private final Traffic traffic;
    private final ConcurrentMap<String, Search> searches = new ConcurrentHashMap<>();

    /** Goes through what is left by nodes that are gone, and waits for the grid. */
    private final ScheduledExecutorService thread = thread("sip-takeover");

    /** Makes sessions of copies, one after the other; no lane does, and no thread of the grid. */
    private final ExecutorService restorer = thread("sip-restore");

    private final Runnable deaf;

    Takeovers(
            SipApplicationDispatcher dispatcher, SIPTransactionStack stack, Replication replication, Traffic traffic) {
        this.traffic = traffic;
        this.dispatcher = dispatcher;
        this.stack = stack;
        this.replication = replication;
        this.deaf = replication.whenNodesLeave(this::adoptSoon);
    }

    /** Several times, for the grid may not answer at once, and an application may be deployed only then. */
    @SuppressWarnings("FutureReturnValueIgnored") // They end with their thread.
    void adoptSoon() {
        for (var seconds : ADOPT_SECONDS) {
            thread.schedule(this::adoptAll, seconds, TimeUnit.SECONDS);
        }
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            var made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** {@return whether the request has to wait, or is nobody's here; then it needs no more handling now} */
    boolean holds(SIPRequest request, MessageChannel channel) {
        if (request.getToTag() == null || stack.getDialog(request.getDialogId(true)) != null) {
            return false;
        }
        if (isOfAnAbsentApplication(request.getToTag())) {
            // It is being deployed, or goes: 481 would end a call that may go on elsewhere.
            misled(request, channel);
            return true;
        }
        var names = names(request.getToTag());
        if (names == null
                || !(dispatcher.findSipApplication(names[1]) instanceof ReplicatedApplication application)
                || !application.isReplicated()) {
            return false;
        }
        var key = ApplicationImage.key(names[1], names[2]);
        var search = searches.get(key);
        if (search == null) {
            return !application.has(names[2]) && begins(key, application, request, channel);
        }
        return search.holds(request, channel);
    }

    private boolean isOfAnAbsentApplication(String tag) {
        var parts = tag.split("_", TAG_PARTS + 1);
        return parts.length >= TAG_PARTS
                && parts[1].equalsIgnoreCase(dispatcher.getApplicationServerIdHash())
                && dispatcher.getApplicationNameFromHash(parts[2]) == null;
    }

    /** {@return server id, application and id of the application session in a tag of ours, or null} */
    private String @Nullable [] names(String tag) {
        try {
            var names = ApplicationRoutingHeaderComposer.getAppNameAndSessionId(dispatcher, tag);
            return names[1] == null || names[2] == null ? null : names;
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            // A tag that only looks like ours.
            return null;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What comes of it brings the request back.
    private boolean begins(String key, ReplicatedApplication application, SIPRequest request, MessageChannel channel) {
        var waiter = Waiter.of(request, channel);
        if (waiter == null) {
            return false;
        }
        if (searches.size() >= MOST) {
            misled(request, channel);
            return true;
        }
        var search = new Search(key, application);
        search.waiting.add(waiter);
        if (searches.putIfAbsent(key, search) != null) {
            return holds(request, channel);
        }
        search.begin();
        return true;
    }

    /** Takes over what the nodes that are gone have left, without waiting for its calls to say something: timers may be due. */
    private void adoptAll() {
        try {
            var orphans = List.copyOf(replication.orphans());
            for (var from = 0; from < orphans.size(); from += AT_ONCE) {
                orphans.subList(from, Math.min(orphans.size(), from + AT_ONCE)).stream()
                        .map(this::adopt)
                        .toList()
                        .forEach(CompletableFuture::join);
            }
        } catch (RuntimeException e) {
            // Each of them is found when a request asks for it.
            SipLogger.LOG.notTaken("of a node that is gone", e);
        }
    }

    private CompletableFuture<Void> adopt(String key) {
        var slash = key.indexOf('/');
        if (slash < 0
                || !(dispatcher.findSipApplication(key.substring(0, slash))
                        instanceof ReplicatedApplication application)
                || !application.isReplicated()
                || application.has(key.substring(slash + 1))) {
            return CompletableFuture.completedFuture(null);
        }
        var search = new Search(key, application);
        return searches.putIfAbsent(key, search) == null ? search.begin() : CompletableFuture.completedFuture(null);
    }

    private void misled(SIPRequest request, MessageChannel channel) {
        if (channel.isReliable() && !Request.ACK.equals(request.getMethod())) {
            Refusal.send(request, Response.SERVICE_UNAVAILABLE, channel, traffic);
        }
    }

    /** Ends; nothing is taken over from now on. */
    void close() {
        deaf.run();
        thread.shutdownNow();
        restorer.shutdownNow();
    }

    /** A request that waits. */
    private record Waiter(SIPRequest request, MessageChannel channel, Runnable back) {
        static @Nullable Waiter of(SIPRequest request, MessageChannel channel) {
            var back = WayBack.of(request, channel);
            return back == null ? null : new Waiter(request, channel, back);
        }
    }

    /** One application session that is looked for. */
    private final class Search {
        private final String key;
        private final ReplicatedApplication application;
        private final List<Waiter> waiting = new ArrayList<>();
        private boolean done;
        private boolean missed;

        Search(String key, ReplicatedApplication application) {
            this.key = key;
            this.application = application;
        }

        /** {@return completes when the session is here, or is known to be nobody's or another's} */
        CompletableFuture<Void> begin() {
            return ask(TRIES).thenAcceptAsync(this::ended, restorer).exceptionally(e -> {
                SipLogger.LOG.notTaken(key, e);
                return null;
            });
        }

        private CompletableFuture<Take> ask(int tries) {
            return replication
                    .take(key)
                    .toCompletableFuture()
                    .orTimeout(WAIT_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(e -> new Take.Others())
                    .thenCompose(take -> take instanceof Take.Others && tries > 1 && somebodyWaits()
                            ? CompletableFuture.supplyAsync(
                                            () -> tries - 1,
                                            CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS))
                                    .thenCompose(this::ask)
                            : CompletableFuture.completedFuture(take));
        }

        private synchronized boolean somebodyWaits() {
            return !waiting.isEmpty();
        }

        /** {@return whether the request waits; not when it is known that there is nothing to wait for} */
        boolean holds(SIPRequest request, MessageChannel channel) {
            synchronized (this) {
                if (!done) {
                    var waiter = waiting.size() < MOST_WAITING ? Waiter.of(request, channel) : null;
                    if (waiter != null) {
                        waiting.add(waiter);
                    }
                    return true;
                }
                if (missed) {
                    return false;
                }
            }
            // It was found just now.
            return Takeovers.this.holds(request, channel);
        }

        private void ended(Take take) {
            try {
                if (take instanceof Take.Taken taken) {
                    restore(taken);
                }
            } finally {
                List<Waiter> held;
                synchronized (this) {
                    done = true;
                    missed = take instanceof Take.Nothing;
                    held = List.copyOf(waiting);
                    waiting.clear();
                    if (!missed) {
                        searches.remove(key, this);
                    }
                }
                held.forEach(waiter -> {
                    if (take instanceof Take.Others) {
                        misled(waiter.request, waiter.channel);
                    } else {
                        waiter.back.run();
                    }
                });
                if (missed) {
                    CompletableFuture.delayedExecutor(MISSED_SECONDS, TimeUnit.SECONDS)
                            .execute(() -> searches.remove(key, this));
                }
            }
        }

        private void restore(Take.Taken taken) {
            try {
                application.restore(taken.image());
            } catch (RuntimeException e) {
                SipLogger.LOG.notTaken(key, e);
            }
        }
    }
}
