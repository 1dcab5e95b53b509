// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.location;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.carillon.sip.logging.SipLogger;
import org.carillon.sip.metrics.Complaints;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What is known of targets, and the threads that find out more. One target is asked for once however many requests wait for
 * it, and these go on in their order.
 */
final class Lookups implements AutoCloseable {
    /** One look-up, with its own deadline. */
    @FunctionalInterface
    interface Search {
        /** {@return where the target is, and for how long} */
        Found search(Target target) throws IOException;
    }

    /** What a search brought. */
    record Found(Located located, long ttlSeconds) {}

    private static final Logger LOG = Logger.getLogger("org.carillon.sip.location");
    private static final int THREADS = 16;
    private static final int MOST_NAMES_WAITING = 1_000;
    private static final int MOST_REQUESTS_WAITING = 10_000;
    private static final int MOST_KNOWN = 10_000;
    private static final int NOTHING_SECONDS = 30;
    private static final int FAILURE_SECONDS = 2;
    /** How long what was known is used again when no server answers (RFC 8767), and how old it may be. */
    private static final int STALE_SECONDS = 30;

    private static final long MOST_STALE = TimeUnit.HOURS.toNanos(1);
    private static final long LONGEST_TTL = TimeUnit.DAYS.toSeconds(1);

    private record Known(Located located, long until) {}

    private final Search search;
    private final Map<Target, Known> known = new ConcurrentHashMap<>();
    private final Map<Target, List<Runnable>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final Complaints complaints = new Complaints(System::nanoTime);
    private final ThreadPoolExecutor threads;

    Lookups(Search search) {
        this.search = search;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_NAMES_WAITING), task -> {
                    var thread = new Thread(task, "carillon-dns");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** {@return where a target is; null when that must be asked} */
    @Nullable
    Located known(Target target) {
        var found = known.get(target);
        return found != null && found.until() - System.nanoTime() > 0 ? found.located() : null;
    }

    /**
     * Runs something, on a thread of its own, as soon as it is known where a target is, or that nobody can tell.
     *
     * @throws RejectedExecutionException when too much waits already, or this is closed
     */
    void whenKnown(Target target, Runnable then) {
        if (requests.incrementAndGet() > MOST_REQUESTS_WAITING) {
            requests.decrementAndGet();
            throw new RejectedExecutionException("too many requests wait for the DNS");
        }
        var first = new boolean[1];
        waiting.compute(target, (key, before) -> {
            first[0] = before == null;
            List<Runnable> all = before == null ? new ArrayList<>() : before;
            all.add(then);
            return all;
        });
        if (!first[0]) {
            return;
        }
        try {
            threads.execute(() -> find(target));
        } catch (RejectedExecutionException e) {
            // Whoever has come in the meantime is served here as well: it is then known that nobody can tell.
            waiting.computeIfPresent(target, (key, all) -> {
                all.remove(then);
                return all.isEmpty() ? null : all;
            });
            requests.decrementAndGet();
            note(target, Located.NOBODY, FAILURE_SECONDS);
            goOn(target);
            throw e;
        }
    }

    private void find(Target target) {
        try {
            if (known(target) == null) {
                ask(target);
            }
        } finally {
            goOn(target);
        }
    }

    /** Asks on the calling thread. */
    Located ask(Target target) {
        try {
            var found = search.search(target);
            var nobody = found.located().groups().isEmpty();
            note(target, found.located(), Math.min(found.ttlSeconds(), nobody ? NOTHING_SECONDS : LONGEST_TTL));
            return found.located();
        } catch (IOException | RuntimeException e) {
            LOG.debugf("%s was not found: %s", target.host(), e.getMessage());
            complaints
                    .another(target.host() + ": " + e.getMessage())
                    .ifPresent(told -> SipLogger.LOG.noDns(told.count(), told.excerpt()));
            return stale(target);
        }
    }

    private Located stale(Target target) {
        var before = known.get(target);
        if (before != null && !before.located().groups().isEmpty() && System.nanoTime() - before.until() < MOST_STALE) {
            note(target, before.located(), STALE_SECONDS);
            return before.located();
        }
        note(target, Located.NOBODY, FAILURE_SECONDS);
        return Located.NOBODY;
    }

    /** Also what may not be kept is kept for a second, or the requests that waited for it would ask again. */
    private void note(Target target, Located located, long seconds) {
        if (known.size() >= MOST_KNOWN) {
            known.values().removeIf(entry -> entry.until() - System.nanoTime() <= 0);
        }
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        known.put(target, new Known(located, System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.max(1, seconds))));
    }

    int size() {
        return known.size();
    }

    /** Each goes on whatever becomes of the others. */
    private void goOn(Target target) {
        var all = waiting.remove(target);
        if (all == null) {
            return;
        }
        for (var then : all) {
            requests.decrementAndGet();
            try {
                then.run();
            } catch (RuntimeException | Error e) {
                SipLogger.LOG.departureFailed(target.host(), e);
            }
        }
    }

    /** {@return how many requests wait} */
    int waiting() {
        return requests.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
