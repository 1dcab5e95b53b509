// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.carillon.engine.calls.SessionStore;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.session.Owner;
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

    /** Whose node lives after so long was not orphaned. Longer than an outage of the database, without which that cannot be said. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A claim that is older is looked at less often. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private static final long LATER_MILLIS = 2_000;

    /** Events of one session that wait until it is here. */
    private static final int MOST_HELD = 64;

    private final SessionStore store;
    private final Lanes lanes;
    private final Resumption resumption;
    private final ConcurrentMap<CallSid, Claim> claims = new ConcurrentHashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Map<CallSid, Owner> foundBefore = new HashMap<>();

    /** Sessions whose taking is under way: a second one would find the first one's work and call it its own. */
    private final Set<CallSid> taking = ConcurrentHashMap.newKeySet();

    /** A session whose dialogs are here, and what they have reported meanwhile. */
    private static final class Claim {
        private final Instant since;
        private final List<Event> held = new ArrayList<>();
        private boolean over;

        Claim(Instant since) {
            this.since = since;
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
            claims.putIfAbsent(session, new Claim(lanes.clock().instant()));
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
                    try {
                        if (error != null) {
                            LOG.error("CARENG0016 Sessions of a node that is gone could not be looked for", error);
                        } else {
                            found.forEach(this::take);
                        }
                    } finally {
                        lookSoon(forgetOld() ? LOOK_MILLIS : LATER_MILLIS);
                    }
                });
    }

    /** Ends the claims on sessions whose nodes live; whether there are fresh ones. */
    private boolean forgetOld() {
        Instant now = lanes.clock().instant();
        claims.forEach((session, claim) -> {
            if (claim.since.plus(PATIENCE).isBefore(now) && claims.remove(session, claim)) {
                claim.end();
                LOG.debugf("Session %s is still its own node's", session);
            }
        });
        return claims.values().stream()
                .anyMatch(claim -> claim.since.plus(FRESH).isAfter(now));
    }

    /** Looks at all sessions; to be called again some time later. */
    void adopt() {
        store.orphans().thenAccept(this::adopt).exceptionally(e -> {
            LOG.error("CARENG0016 Sessions of a node that is gone could not be looked for", e);
            return null;
        });
    }

    private synchronized void adopt(List<Session> found) {
        Map<CallSid, Owner> left = new HashMap<>();
        for (Session orphan : found) {
            boolean isLed = orphan.legs().stream().anyMatch(Leg::isAnswered);
            if (!isLed || orphan.owner().equals(foundBefore.get(orphan.root()))) {
                take(orphan);
            } else {
                left.put(orphan.root(), orphan.owner());
            }
        }
        foundBefore.clear();
        foundBefore.putAll(left);
    }

    private void take(Session orphan) {
        CallSid root = orphan.root();
        if (!taking.add(root)) {
            return;
        }
        store.take(orphan)
                .thenAccept(taken -> taken.ifPresent(this::goOn))
                .exceptionally(e -> {
                    LOG.errorf(e, "CARENG0017 Session %s of a node that is gone could not be taken over", root);
                    return null;
                })
                .thenRun(() -> taking.remove(root));
    }

    private void goOn(Session session) {
        Mailbox here = resumption.resume(session, () -> reported(session.root())) ? null : lanes.find(session.root());
        if (here != null) {
            reported(session.root()).forEach(here::post);
        }
    }

    private List<Event> reported(CallSid session) {
        Claim claim = claims.remove(session);
        return claim == null ? List.of() : claim.end();
    }
}
