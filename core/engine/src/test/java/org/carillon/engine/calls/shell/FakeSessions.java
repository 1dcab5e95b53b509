// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.carillon.engine.calls.SessionStore;
import org.carillon.engine.calls.session.Owner;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.records.CallRecord;

/** A grid in memory that answers when and as a test wants. */
final class FakeSessions implements SessionStore {
    final List<Session> saved = new CopyOnWriteArrayList<>();
    final Map<CallSid, CallRecord> calls = new ConcurrentHashMap<>();
    final List<Session> orphans = new CopyOnWriteArrayList<>();
    final AtomicInteger takes = new AtomicInteger();
    final AtomicInteger looks = new AtomicInteger();
    volatile CompletableFuture<Void> takingWaits = CompletableFuture.completedFuture(null);
    final List<Session> taken = new CopyOnWriteArrayList<>();
    volatile Runnable nodeLeft = () -> {};
    final Set<CallSid> removed = ConcurrentHashMap.newKeySet();
    volatile Function<Session, CompletionStage<Boolean>> saving = session -> CompletableFuture.completedFuture(true);

    @Override
    public CompletionStage<Boolean> save(Session session, List<CallRecord> changed) {
        saved.add(session);
        return saving.apply(session).thenApply(ok -> {
            if (ok) {
                changed.forEach(call -> calls.put(call.sid(), call));
            }
            return ok;
        });
    }

    @Override
    public CompletionStage<Optional<Session>> load(CallSid root) {
        return CompletableFuture.completedFuture(Stream.concat(orphans.stream(), taken.stream())
                .filter(session -> session.root().equals(root))
                .findFirst());
    }

    @Override
    public String node() {
        return "node1";
    }

    @Override
    public CompletionStage<List<Session>> orphans() {
        return CompletableFuture.completedFuture(List.copyOf(orphans));
    }

    @Override
    public CompletionStage<List<Session>> orphansAmong(Set<CallSid> roots) {
        looks.incrementAndGet();
        return orphans()
                .thenApply(all -> all.stream()
                        .filter(session -> roots.contains(session.root()))
                        .toList());
    }

    @Override
    public CompletionStage<Optional<Session>> take(Session orphan) {
        takes.incrementAndGet();
        return takingWaits.thenCompose(go -> take(orphan, orphans.contains(orphan)));
    }

    private CompletionStage<Optional<Session>> take(Session orphan, boolean there) {
        if (!there) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Session ours = orphan.ownedBy(new Owner(node(), orphan.owner().epoch() + 1));
        taken.add(ours);
        orphans.remove(orphan);
        return CompletableFuture.completedFuture(Optional.of(ours));
    }

    @Override
    public void whenNodesLeave(Runnable listener) {
        nodeLeft = listener;
    }

    @Override
    public CompletionStage<Void> remove(CallSid root) {
        removed.add(root);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Optional<CallRecord>> call(CallSid sid) {
        return CompletableFuture.completedFuture(Optional.ofNullable(calls.get(sid)));
    }

    @Override
    public CompletionStage<List<CallRecord>> callsOf(AccountSid account) {
        return CompletableFuture.completedFuture(List.copyOf(calls.values()));
    }

    @Override
    public CompletionStage<Void> forget(CallSid sid) {
        calls.remove(sid);
        return CompletableFuture.completedFuture(null);
    }
}
