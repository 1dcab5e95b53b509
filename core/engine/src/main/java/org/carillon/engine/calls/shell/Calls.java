// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.carillon.engine.calls.CallChange;
import org.carillon.engine.calls.CallService;
import org.carillon.engine.calls.NewCall;
import org.carillon.engine.calls.SessionStore;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.directory.Directory;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;
import org.carillon.engine.records.CallDirection;
import org.carillon.engine.records.CallFilter;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallRecordStore;
import org.carillon.engine.records.CallStatus;

/** What the API can do with calls: living ones are seen in the grid, ended ones in the database, and no call in neither. */
@ApplicationScoped
public class Calls implements CallService {
    private static final long GRID_SECONDS = 5;

    /** So long a change waits for a call whose node is gone to be this node's. */
    private static final Duration TAKEOVER = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final CallEngine engine;
    private final SessionStore sessions;
    private final CallRecordStore records;
    private final NewCalls newCalls;
    private final Duration takeover;

    /** Over the engine and what it keeps. */
    @Inject
    public Calls(CallEngine engine, SessionStore sessions, CallRecordStore records, Directory directory) {
        this(engine, sessions, records, new NewCalls(engine, directory, new SecureRandom()), TAKEOVER);
    }

    Calls(CallEngine engine, SessionStore sessions, CallRecordStore records, NewCalls newCalls, Duration takeover) {
        this.engine = engine;
        this.sessions = sessions;
        this.records = records;
        this.newCalls = newCalls;
        this.takeover = takeover;
    }

    @Override
    public CompletionStage<CallRecord> create(AccountSid account, NewCall call) {
        return newCalls.check(account, call)
                .thenCompose(ready -> engine.open(
                                newCalls.session(account, ready),
                                ready.document().warnings())
                        .handle((session, error) -> {
                            if (error != null) {
                                throw new ApiException(
                                        ApiError.TOO_MANY_REQUESTS,
                                        "The platform carries as many calls as it can; try again.");
                            }
                            return session.legs().get(0).record();
                        }));
    }

    @Override
    public CompletionStage<CallRecord> modify(AccountSid account, CallSid call, String commandId, CallChange change) {
        return sessions.call(call).thenCompose(found -> {
            CallRecord record =
                    found.filter(r -> r.account().equals(account)).orElseThrow(() -> notLiving(account, call));
            if (record.status().isFinal()) {
                throw ended(call);
            }
            checkAnswered(record, change);
            CallChange ready = newCalls.check(change);
            Event.Commanded command = new Event.Commanded(commandId, call, ready);
            Instant until = engine.clock().instant().plus(takeover);
            return ask(record.session(), command, until).handle((session, error) -> {
                if (error != null) {
                    throw refused(call, error);
                }
                if (!session.commands().contains(command.stamp()) && session.remembers(commandId)) {
                    throw new ApiException(
                            ApiError.INVALID_PARAMETER,
                            "This Idempotency-Key was used for a change with other parameters.");
                }
                return after(session, call, change);
            });
        });
    }

    /** Asks the session; again for a while when it is not here but exists, for its node may be gone and it be on its way. */
    private CompletionStage<Session> ask(CallSid session, Event.Commanded command, Instant until) {
        return engine.ask(session, command).exceptionallyCompose(error -> {
            if (cause(error) instanceof Mailbox.MailboxFullException) {
                return CompletableFuture.failedFuture(error);
            }
            return sessions.load(session).thenCompose(found -> {
                if (found.isEmpty()) {
                    return CompletableFuture.failedFuture(error);
                }
                if (!engine.clock().instant().isBefore(until)) {
                    return CompletableFuture.failedFuture(new ElsewhereException());
                }
                Executor later = CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                return CompletableFuture.supplyAsync(() -> ask(session, command, until), later)
                        .thenCompose(again -> again);
            });
        });
    }

    private static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }

    /** The call lives, and not here. */
    private static final class ElsewhereException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ElsewhereException() {
            super("the call is another node's", null, false, false);
        }
    }

    private static ApiException refused(CallSid call, Throwable failure) {
        Throwable error = cause(failure);
        if (error instanceof ElsewhereException) {
            return new ApiException(
                    ApiError.CONFLICT,
                    "Call " + call
                            + " is in progress on another node, which alone can change it; send the request there.");
        }
        if (error instanceof Mailbox.MailboxClosedException) {
            return ended(call);
        }
        return new ApiException(
                ApiError.TOO_MANY_REQUESTS,
                error instanceof Mailbox.MailboxFullException
                        ? "Too many changes wait for the call " + call + "; try again."
                        : "The grid did not answer in time; try again.");
    }

    /** Twilio: a call that is redirected must be in progress. A caller's own call may be, before it is answered, too. */
    private static void checkAnswered(CallRecord record, CallChange change) {
        boolean unanswered = record.direction() != CallDirection.INBOUND && record.status() != CallStatus.IN_PROGRESS;
        if (unanswered && change instanceof CallChange.Redirect) {
            throw new ApiException(
                    ApiError.CALL_NOT_IN_PROGRESS,
                    "Call " + record.sid() + " is " + record.status().text()
                            + "; it can be redirected when it has been answered.");
        }
    }

    private CallRecord after(Session session, CallSid call, CallChange change) {
        CallRecord record = session.find(call).orElseThrow(() -> ended(call)).record();
        if (change instanceof CallChange.Cancel && !record.status().isFinal()) {
            throw new ApiException(
                    ApiError.CALL_NOT_IN_PROGRESS,
                    "Call " + call + " has been answered and cannot be canceled; set Status=completed to end it.");
        }
        if (!record.status().isFinal()) {
            checkAnswered(record, change);
        }
        return record;
    }

    private ApiException notLiving(AccountSid account, CallSid call) {
        return records.find(account, call).isPresent()
                ? ended(call)
                : new ApiException(ApiError.NOT_FOUND, "The call " + call + " was not found.");
    }

    private static ApiException ended(CallSid call) {
        return new ApiException(
                ApiError.CALL_NOT_IN_PROGRESS, "Call " + call + " is not in progress; it cannot be changed.");
    }

    @Override
    public Optional<CallRecord> find(AccountSid account, CallSid call) {
        Optional<CallRecord> living = await(sessions.call(call));
        return living.isPresent()
                ? living.filter(record -> record.account().equals(account))
                : records.find(account, call);
    }

    @Override
    public Page<CallRecord> list(AccountSid account, CallFilter filter, PageRequest page) {
        List<CallRecord> living = await(sessions.callsOf(account)).stream()
                .filter(filter::matches)
                .filter(record -> isAfter(record, page))
                .toList();
        Page<CallRecord> ended = records.list(account, filter, page);
        List<CallRecord> all = new ArrayList<>(living);
        ended.items().stream()
                .filter(record -> living.stream().noneMatch(l -> l.sid().equals(record.sid())))
                .forEach(all::add);
        all.sort(Comparator.comparing(CallRecord::created)
                .thenComparing(record -> record.sid().value())
                .reversed());
        List<CallRecord> items = all.subList(0, Math.min(page.size(), all.size()));
        boolean more = all.size() > items.size() || ended.next().isPresent();
        return new Page<>(items, more ? Optional.of(cursor(items.get(items.size() - 1))) : Optional.empty());
    }

    private static boolean isAfter(CallRecord record, PageRequest page) {
        return page.after()
                .map(cursor -> {
                    int byTime = record.created().compareTo(cursor.created());
                    return byTime < 0 || (byTime == 0 && record.sid().value().compareTo(cursor.sid()) < 0);
                })
                .orElse(true);
    }

    private static PageRequest.Cursor cursor(CallRecord record) {
        return new PageRequest.Cursor(record.created(), record.sid().value());
    }

    @Override
    public boolean delete(AccountSid account, CallSid call) {
        Optional<CallRecord> living =
                await(sessions.call(call)).filter(r -> r.account().equals(account));
        if (living.isPresent()) {
            throw new ApiException(
                    ApiError.CONFLICT, "Call " + call + " has not ended; its record cannot be deleted yet.");
        }
        return records.delete(account, call);
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return CompletableFuture.completedFuture(0)
                    .thenCompose(x -> stage)
                    .orTimeout(GRID_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new ApiException(ApiError.TOO_MANY_REQUESTS, "The grid did not answer in time; try again.");
        }
    }
}
