// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.grid;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.calls.SessionStore;
import org.carillon.engine.calls.session.Owner;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.records.CallRecord;

/** A grid of one node in memory, for tests. */
public final class InMemorySessionStore implements SessionStore {
    private final Map<CallSid, Session> sessions = new HashMap<>();
    private final Set<CallSid> over = new HashSet<>();
    private final Map<CallSid, CallRecord> calls = new HashMap<>();

    @Override
    public synchronized CompletionStage<Boolean> save(Session session, List<CallRecord> changed) {
        Session found = sessions.get(session.root());
        if (found != null && found.owner().epoch() > session.owner().epoch()) {
            return CompletableFuture.completedFuture(false);
        }
        sessions.put(session.root(), session);
        over.remove(session.root());
        changed.forEach(call -> calls.put(call.sid(), call));
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public synchronized CompletionStage<Optional<Session>> load(CallSid root) {
        return CompletableFuture.completedFuture(
                over.contains(root) ? Optional.empty() : Optional.ofNullable(sessions.get(root)));
    }

    @Override
    public String node() {
        return "here";
    }

    @Override
    public synchronized CompletionStage<List<Session>> orphans() {
        return CompletableFuture.completedFuture(sessions.values().stream()
                .filter(session -> !over.contains(session.root()))
                .filter(session -> !session.owner().node().equals(node()))
                .toList());
    }

    @Override
    public CompletionStage<List<Session>> orphansAmong(Set<CallSid> roots) {
        return orphans()
                .thenApply(all -> all.stream()
                        .filter(session -> roots.contains(session.root()))
                        .toList());
    }

    @Override
    public synchronized CompletionStage<Optional<Session>> take(Session orphan) {
        Session found = sessions.get(orphan.root());
        if (found == null
                || over.contains(orphan.root())
                || found.owner().epoch() != orphan.owner().epoch()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Session taken = found.ownedBy(new Owner(node(), found.owner().epoch() + 1));
        sessions.put(orphan.root(), taken);
        return CompletableFuture.completedFuture(Optional.of(taken));
    }

    @Override
    public void whenNodesLeave(Runnable listener) {
        // It is the only node.
    }

    @Override
    public synchronized CompletionStage<Void> remove(CallSid root) {
        over.add(root);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Optional<CallRecord>> call(CallSid sid) {
        return CompletableFuture.completedFuture(Optional.ofNullable(calls.get(sid)));
    }

    @Override
    public synchronized CompletionStage<List<CallRecord>> callsOf(AccountSid account) {
        return CompletableFuture.completedFuture(calls.values().stream()
                .filter(call -> call.account().equals(account))
                .toList());
    }

    @Override
    public synchronized CompletionStage<Void> forget(CallSid sid) {
        calls.remove(sid);
        return CompletableFuture.completedFuture(null);
    }
}
