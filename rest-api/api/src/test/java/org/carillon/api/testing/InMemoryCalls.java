// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.calls.CallChange;
import org.carillon.engine.calls.CallService;
import org.carillon.engine.calls.NewCall;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;
import org.carillon.engine.records.CallFilter;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.jspecify.annotations.Nullable;

/** Calls in memory, which never ring: they have the status that the last command gave them. */
public final class InMemoryCalls implements CallService {
    private final Map<CallSid, CallRecord> calls = new LinkedHashMap<>();
    private final List<NewCall> made = new ArrayList<>();
    private final List<CallChange> changes = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private final Random random = new Random(7);
    private @Nullable RuntimeException failure;

    /** What creating and changing fails with from now on; null for nothing. */
    public synchronized void failWith(@Nullable RuntimeException next) {
        failure = next;
    }

    /** The calls that were asked for. */
    public synchronized List<NewCall> made() {
        return List.copyOf(made);
    }

    /** The changes that were asked for. */
    public synchronized List<CallChange> changes() {
        return List.copyOf(changes);
    }

    /** The ids of the changes that were asked for. */
    public synchronized List<String> commands() {
        return List.copyOf(commands);
    }

    /** Adds a call that has ended. */
    public synchronized CallRecord add(CallRecord record) {
        calls.put(record.sid(), record);
        return record;
    }

    @Override
    public synchronized CompletionStage<CallRecord> create(AccountSid account, NewCall call) {
        made.add(call);
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        CallSid sid = CallSid.random(random);
        CallRecord record = Samples.call(account, sid, call.from(), call.to(), CallStatus.QUEUED, Instant.now());
        return CompletableFuture.supplyAsync(() -> add(record));
    }

    @Override
    public synchronized CompletionStage<CallRecord> modify(
            AccountSid account, CallSid call, String commandId, CallChange change) {
        changes.add(change);
        commands.add(commandId);
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        Optional<CallRecord> found = find(account, call);
        if (found.isEmpty()) {
            return CompletableFuture.failedFuture(new ApiException(ApiError.NOT_FOUND, "The call was not found."));
        }
        if (found.get().status().isFinal()) {
            return CompletableFuture.failedFuture(
                    new ApiException(ApiError.CALL_NOT_IN_PROGRESS, "The call is not in progress."));
        }
        CallStatus status = change instanceof CallChange.Complete
                ? CallStatus.COMPLETED
                : change instanceof CallChange.Cancel ? CallStatus.CANCELED : CallStatus.IN_PROGRESS;
        CallRecord before = found.get();
        return CompletableFuture.completedFuture(
                add(Samples.call(account, call, before.from(), before.to(), status, before.created())));
    }

    @Override
    public synchronized Optional<CallRecord> find(AccountSid account, CallSid call) {
        return Optional.ofNullable(calls.get(call)).filter(c -> c.account().equals(account));
    }

    @Override
    public synchronized Page<CallRecord> list(AccountSid account, CallFilter filter, PageRequest page) {
        List<CallRecord> found = calls.values().stream()
                .filter(c -> c.account().equals(account) && filter.matches(c))
                .toList();
        return Pages.cut(found, CallRecord::created, c -> c.sid().value(), page);
    }

    @Override
    public synchronized boolean delete(AccountSid account, CallSid call) {
        Optional<CallRecord> found = find(account, call);
        if (found.filter(c -> !c.status().isFinal()).isPresent()) {
            throw new ApiException(ApiError.CONFLICT, "The call has not ended.");
        }
        return found.isPresent() && calls.remove(call) != null;
    }
}
