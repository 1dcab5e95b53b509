// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.carillon.engine.calls.SessionStore;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.ids.CallSid;
import org.jboss.logging.Logger;

/**
 * Finds the sessions of nodes that are gone and makes them this node's. Two ways lead here. The signalling says that the dialogs of
 * a session have come to this node: then the session follows them as soon as it is sure that its node is dead. And when nodes have
 * left, all sessions are looked at: those without an answered leg have no dialog that could lead the way, and whatever nobody has
 * claimed by the second look is better here than nowhere.
 */
final class Takeovers {
    private static final Logger LOG = Logger.getLogger(Takeovers.class);
    private static final long LOOK_MILLIS = 200;

    /** A grid that does not answer is asked again. */
    private static final Duration LOOK_LIMIT = Duration.ofSeconds(5);

    /** Whose node lives after so long was not orphaned. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Events of one session that wait until it is here. */
    private static final int MOST_HELD = 64;

    private final SessionStore store;
    private final Lanes lanes;
    private final Resumption resumption;
    private final ConcurrentMap<CallSid, Claim> claims = new ConcurrentHashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Set<CallSid> foundBefore = new HashSet<>();

    /** A session whose dialogs are here, and what they have reported meanwhile. */
    private static final class Claim {
        private final Instant until;
        private final List<Event> held = new ArrayList<>();
        private boolean over;

        Claim(Instant until) {
            this.until = until;
        }

        synchronized boolean hold(Event event) {
            if (over || held.size() >= MOST_HELD) {
                return !over;
            }
            held.add(event);
            return true;
        }

        synchronized List<Event> end() {
            over = true;
            return held;
        }
    }

    Takeovers(SessionStore store, Lanes lanes, Resumption resumption) {
        this.store = store;
        this.lanes = lanes;
        this.resumption = resumption;
    }

    /** The dialogs of a session are here. */
    void claim(CallSid session) {
        if (lanes.find(session) == null) {
            claims.putIfAbsent(session, new Claim(lanes.clock().instant().plus(PATIENCE)));
            lookSoon(0);
        }
    }

    /** Keeps an event of a session that will be here soon; false when none will be. Beyond a bound what comes is dropped. */
    boolean hold(CallSid session, Event event) {
        Claim claim = claims.get(session);
        return claim != null && claim.hold(event);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What it finds is all that matters.
    private void lookSoon(long millis) {
        if (!claims.isEmpty() && !lanes.timers().isShutdown() && looking.compareAndSet(false, true)) {
            lanes.timers().schedule(this::look, millis, TimeUnit.MILLISECONDS);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // As above.
    private void look() {
        Bounded.within(LOOK_LIMIT, () -> store.orphansAmong(Set.copyOf(claims.keySet())))
                .whenComplete((found, error) -> {
                    looking.set(false);
                    if (error != null) {
                        LOG.error("CARENG0016 Sessions of a node that is gone could not be looked for", error);
                    } else {
                        found.forEach(this::take);
                    }
                    Instant now = lanes.clock().instant();
                    claims.forEach((session, claim) -> {
                        if (claim.until.isBefore(now) && claims.remove(session, claim)) {
                            claim.end();
                            LOG.debugf("Session %s is still its own node's", session);
                        }
                    });
                    lookSoon(LOOK_MILLIS);
                });
    }

    /** Looks at all sessions; to be called again some time later. */
    void adopt() {
        store.orphans().thenAccept(this::adopt).exceptionally(e -> {
            LOG.error("CARENG0016 Sessions of a node that is gone could not be looked for", e);
            return null;
        });
    }

    private synchronized void adopt(List<Session> found) {
        Set<CallSid> left = new HashSet<>();
        for (Session orphan : found) {
            boolean isLed = orphan.legs().stream().anyMatch(Leg::isAnswered);
            if (!isLed || foundBefore.contains(orphan.root())) {
                take(orphan);
            } else {
                left.add(orphan.root());
            }
        }
        foundBefore.clear();
        foundBefore.addAll(left);
    }

    private void take(Session orphan) {
        CallSid root = orphan.root();
        store.take(orphan).thenAccept(taken -> taken.ifPresent(this::goOn)).exceptionally(e -> {
            LOG.errorf(e, "CARENG0017 Session %s of a node that is gone could not be taken over", root);
            return null;
        });
    }

    private void goOn(Session session) {
        Mailbox mailbox = resumption.resume(session);
        Claim claim = claims.remove(session.root());
        if (claim != null && mailbox != null) {
            claim.end().forEach(mailbox::post);
        }
    }
}
