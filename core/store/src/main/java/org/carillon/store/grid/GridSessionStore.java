// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.carillon.engine.calls.SessionStore;
import org.carillon.engine.calls.session.Owner;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.records.CallRecord;
import org.carillon.wire.RecordCodec;
import org.infinispan.Cache;
import org.infinispan.commons.util.CloseableIterator;

/**
 * Sessions and living calls in two caches. A session is replaced only when its entry is as it was when it was read, and
 * carries no later epoch. The calls of an account are found by looking at every living call, on threads of this class's
 * own: with 10,000 calls that takes some milliseconds on one node, and moves all of them over the network on several.
 */
public final class GridSessionStore implements SessionStore, AutoCloseable {
    private static final int MOST_TRIES = 16;
    private static final long OVER_MINUTES = 5;

    /** A record of an ended call that nobody forgets (its database is gone for good) does not stay for ever. */
    private static final long ENDED_DAYS = 7;

    private static final int SCAN_THREADS = 2;
    private static final int WAITING_SCANS = 64;

    private final Cache<String, byte[]> sessions;
    private final Cache<String, byte[]> live;
    private final Members members;
    private final RecordCodec codec = new RecordCodec(SessionSchema.SCHEMA);
    private final ThreadPoolExecutor scans;

    /**
     * On these caches.
     *
     * @param sessions by the root call's SID
     * @param live by the call's SID
     * @param members who may own sessions; closed with this
     */
    public GridSessionStore(Cache<String, byte[]> sessions, Cache<String, byte[]> live, Members members) {
        this.sessions = asTheyAre(sessions);
        this.live = asTheyAre(live);
        this.members = members;
        this.scans = new ThreadPoolExecutor(
                SCAN_THREADS, SCAN_THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING_SCANS), task -> {
                    Thread thread = new Thread(task, "carillon-live-calls");
                    thread.setDaemon(true);
                    return thread;
                });
        scans.allowCoreThreadTimeOut(true);
    }

    /**
     * The cache with keys and values as they are. In a cluster the server's own view of a cache marshals both for the
     * application that calls, which it tells by the thread: what our lanes keep is then not found by threads of the API.
     */
    private static Cache<String, byte[]> asTheyAre(Cache<String, byte[]> cache) {
        return cache.getAdvancedCache().withStorageMediaType();
    }

    @Override
    public CompletionStage<Boolean> save(Session session, List<CallRecord> changed) {
        byte[] cell = Cell.of(session, codec);
        return swap(session.root().value(), session.owner().epoch(), cell, MOST_TRIES)
                .thenCompose(kept -> kept ? keep(changed) : CompletableFuture.completedFuture(false));
    }

    private CompletionStage<Boolean> swap(String key, long epoch, byte[] cell, int tries) {
        if (tries == 0) {
            return CompletableFuture.failedFuture(new IllegalStateException("too many change the session " + key));
        }
        return sessions.getAsync(key).thenCompose(found -> {
            if (found == null) {
                return sessions.putIfAbsentAsync(key, cell)
                        .thenCompose(other -> other == null ? done() : swap(key, epoch, cell, tries - 1));
            }
            if (Cell.epoch(found) > epoch) {
                return CompletableFuture.completedFuture(false);
            }
            return sessions.replaceAsync(key, found, cell)
                    .thenCompose(replaced -> replaced ? done() : swap(key, epoch, cell, tries - 1));
        });
    }

    private static CompletionStage<Boolean> done() {
        return CompletableFuture.completedFuture(true);
    }

    private CompletionStage<Boolean> keep(List<CallRecord> changed) {
        CompletableFuture<?>[] kept = changed.stream().map(this::keep).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(kept).thenApply(nothing -> true);
    }

    /** Not putAll: Infinispan 16.0.5 leaves entries out of iterations that putAll has given a lifespan afterwards. */
    private CompletableFuture<byte[]> keep(CallRecord call) {
        byte[] cell = Cell.of(call, codec);
        return call.status().isFinal()
                ? live.putAsync(call.sid().value(), cell, ENDED_DAYS, TimeUnit.DAYS)
                : live.putAsync(call.sid().value(), cell);
    }

    @Override
    public CompletionStage<Optional<Session>> load(CallSid root) {
        return sessions.getAsync(root.value())
                .thenApply(found -> Optional.ofNullable(found)
                        .filter(cell -> !Cell.isOver(cell))
                        .map(cell -> Cell.session(cell, codec)));
    }

    @Override
    public String node() {
        return members.here();
    }

    @Override
    public CompletionStage<List<Session>> orphans() {
        return onAThread("too many look through the sessions at once", this::findOrphans);
    }

    @Override
    public CompletionStage<List<Session>> orphansAmong(Set<CallSid> roots) {
        return onAThread("too many look through the sessions at once", members::living)
                .thenCompose(living -> living == null
                        ? CompletableFuture.completedFuture(List.<Session>of())
                        : sessions(roots)
                                .thenApply(found -> found.stream()
                                        .filter(session ->
                                                !living.contains(session.owner().node()))
                                        .toList()));
    }

    private CompletionStage<List<Session>> sessions(Set<CallSid> roots) {
        Set<String> keys = roots.stream().map(CallSid::value).collect(Collectors.toSet());
        return sessions.getAdvancedCache()
                .getAllAsync(keys)
                .thenApply(cells -> cells.values().stream()
                        .filter(cell -> !Cell.isOver(cell))
                        .map(cell -> Cell.session(cell, codec))
                        .toList());
    }

    private List<Session> findOrphans() {
        Set<String> living = members.living();
        List<Session> orphans = new ArrayList<>();
        if (living == null) {
            return orphans;
        }
        try (CloseableIterator<byte[]> cells = sessions.values().iterator()) {
            while (cells.hasNext()) {
                byte[] cell = cells.next();
                if (!Cell.isOver(cell)) {
                    Session session = Cell.session(cell, codec);
                    if (!living.contains(session.owner().node())) {
                        orphans.add(session);
                    }
                }
            }
        }
        return orphans;
    }

    @Override
    public CompletionStage<Optional<Session>> take(Session orphan) {
        String key = orphan.root().value();
        return sessions.getAsync(key).thenCompose(found -> {
            if (found == null
                    || Cell.isOver(found)
                    || Cell.epoch(found) != orphan.owner().epoch()) {
                return CompletableFuture.completedFuture(Optional.<Session>empty());
            }
            Session taken = Cell.session(found, codec)
                    .ownedBy(new Owner(members.here(), orphan.owner().epoch() + 1));
            byte[] cell = Cell.of(taken, codec);
            // A grid whose members are just changing may deny what it has done, or fail after it: so it is looked at.
            return sessions.replaceAsync(key, found, cell)
                    .exceptionally(e -> false)
                    .thenCompose(replaced ->
                            replaced ? done() : sessions.getAsync(key).thenApply(now -> Arrays.equals(now, cell)))
                    .thenApply(done -> done ? Optional.of(taken) : Optional.<Session>empty());
        });
    }

    @Override
    public void whenNodesLeave(Runnable listener) {
        members.whenOneLeaves(listener);
    }

    @Override
    public CompletionStage<Void> remove(CallSid root) {
        return remove(root.value(), MOST_TRIES);
    }

    private CompletionStage<Void> remove(String key, int tries) {
        if (tries == 0) {
            return CompletableFuture.failedFuture(new IllegalStateException("too many change the session " + key));
        }
        return sessions.getAsync(key).thenCompose(found -> {
            if (found == null || Cell.isOver(found)) {
                return CompletableFuture.completedFuture(null);
            }
            byte[] over = Cell.over(Cell.epoch(found));
            return sessions.replaceAsync(key, found, over, OVER_MINUTES, TimeUnit.MINUTES)
                    .thenCompose(replaced ->
                            replaced ? CompletableFuture.<Void>completedFuture(null) : remove(key, tries - 1));
        });
    }

    @Override
    public CompletionStage<Optional<CallRecord>> call(CallSid sid) {
        return live.getAsync(sid.value())
                .thenApply(found -> Optional.ofNullable(found).map(cell -> Cell.call(cell, codec)));
    }

    @Override
    public CompletionStage<List<CallRecord>> callsOf(AccountSid account) {
        return onAThread("too many lists of living calls are asked for at once", () -> scan(account));
    }

    private <T> CompletionStage<T> onAThread(String tooMany, Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, scans);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new IllegalStateException(tooMany, e));
        }
    }

    private List<CallRecord> scan(AccountSid account) {
        byte[] wanted = Cell.account(account);
        List<CallRecord> calls = new ArrayList<>();
        try (CloseableIterator<byte[]> cells = live.values().iterator()) {
            while (cells.hasNext()) {
                byte[] cell = cells.next();
                if (Cell.belongsTo(wanted, cell)) {
                    calls.add(Cell.call(cell, codec));
                }
            }
        }
        return calls;
    }

    @Override
    public CompletionStage<Void> forget(CallSid sid) {
        return live.removeAsync(sid.value()).thenApply(gone -> null);
    }

    @Override
    public void close() {
        scans.shutdownNow();
        members.close();
    }
}
