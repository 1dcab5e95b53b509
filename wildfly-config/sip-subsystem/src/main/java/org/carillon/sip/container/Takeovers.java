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
import java.util.concurrent.TimeUnit;
import org.carillon.sip.logging.SipLogger;
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
 * <p>A request whose session belongs to a node that is there is dropped: it came here by mistake, and to answer it would
 * end a call. The peer sends it again.
 */
final class Takeovers {
    /** Sessions that are looked for at once, or were not found a moment ago; beyond that nothing is looked for. */
    private static final int MOST = 5_000;

    /** Messages of one session that wait. */
    private static final int MOST_WAITING = 16;

    private static final long WAIT_SECONDS = 2;

    /** For so long a session that was not found is not looked for again. */
    private static final long MISSED_SECONDS = 2;

    private final SipApplicationDispatcher dispatcher;
    private final SIPTransactionStack stack;
    private final Replication replication;
    private final ConcurrentMap<String, Search> searches = new ConcurrentHashMap<>();

    Takeovers(SipApplicationDispatcher dispatcher, SIPTransactionStack stack, Replication replication) {
        this.dispatcher = dispatcher;
        this.stack = stack;
        this.replication = replication;
    }

    /** {@return whether the request has to wait, or is nobody's here; then it needs no more handling now} */
    boolean holds(SIPRequest request, MessageChannel channel) {
        if (request.getToTag() == null || stack.getDialog(request.getDialogId(true)) != null) {
            return false;
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

    @SuppressWarnings("FutureReturnValueIgnored") // What comes of it is told to the search.
    private boolean begins(String key, ReplicatedApplication application, SIPRequest request, MessageChannel channel) {
        var way = WayBack.of(request, channel);
        if (way == null || searches.size() >= MOST) {
            return false;
        }
        var search = new Search(key, application, way);
        if (searches.putIfAbsent(key, search) != null) {
            return holds(request, channel);
        }
        replication
                .take(key)
                .toCompletableFuture()
                .orTimeout(WAIT_SECONDS, TimeUnit.SECONDS)
                .whenComplete((take, error) -> search.ended(error == null ? take : new Take.Nothing()));
        return true;
    }

    private final class Search {
        private final String key;
        private final ReplicatedApplication application;
        private final List<Runnable> waiting = new ArrayList<>();
        private @Nullable Take take;

        Search(String key, ReplicatedApplication application, Runnable first) {
            this.key = key;
            this.application = application;
            waiting.add(first);
        }

        synchronized boolean holds(SIPRequest request, MessageChannel channel) {
            if (take == null) {
                var way = waiting.size() < MOST_WAITING ? WayBack.of(request, channel) : null;
                if (way != null) {
                    waiting.add(way);
                }
                return true;
            }
            if (take instanceof Take.Taken taken) {
                restore(taken.image());
            }
            return take instanceof Take.Others;
        }

        /** On the lane of the first message that came again; those of its other calls wait for these few microseconds. */
        private void restore(ApplicationImage image) {
            take = new Take.Nothing();
            try {
                application.restore(image);
            } catch (RuntimeException e) {
                SipLogger.LOG.notTaken(key, e);
            } finally {
                searches.remove(key, this);
            }
        }

        synchronized void ended(Take found) {
            take = found;
            if (found instanceof Take.Others) {
                // They may be gone when the peer sends it again.
                waiting.clear();
                searches.remove(key, this);
            } else if (found instanceof Take.Nothing) {
                CompletableFuture.delayedExecutor(MISSED_SECONDS, TimeUnit.SECONDS)
                        .execute(() -> searches.remove(key, this));
            }
            waiting.forEach(Runnable::run);
            waiting.clear();
        }
    }
}
