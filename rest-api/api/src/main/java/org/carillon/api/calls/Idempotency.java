// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.calls;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.records.CallRecord;
import org.jspecify.annotations.Nullable;

/**
 * Calls that were asked for with an Idempotency-Key: the same key of the same account within 24 hours gives the call that was
 * made, and no second one. Kept in the memory of this node. An account's oldest key goes when it has 5000, the keys of the
 * account that asked least recently when 1000 accounts have some.
 */
@ApplicationScoped
public class Idempotency {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int KEYS = 5_000;
    private static final int ACCOUNTS = 1_000;
    private static final int LONGEST_KEY = 255;

    private record Made(String request, Instant at, CompletableFuture<CallRecord> call) {}

    /**
     * What became of a request.
     *
     * @param repeated whether the call had been asked for before
     */
    record Result(CompletionStage<CallRecord> call, boolean repeated) {}

    private final Map<AccountSid, Map<String, Made>> accounts = new LinkedHashMap<>(16, 0.75f, true);
    private final Clock clock;

    /** With the platform's clock. */
    @Inject
    public Idempotency(Clock clock) {
        this.clock = clock;
    }

    /**
     * Makes the call unless it was made.
     *
     * @param request a digest of the parameters: a key belongs to one request
     * @param make called at most once; when it fails the key is free again
     */
    Result once(AccountSid account, String key, String request, Supplier<CompletionStage<CallRecord>> make) {
        checked(key);
        Made mine = new Made(request, clock.instant(), new CompletableFuture<>());
        Optional<Made> earlier = reserve(account, key, mine);
        if (earlier.isPresent()) {
            if (!earlier.get().request().equals(request)) {
                throw new ApiException(
                        ApiError.INVALID_PARAMETER, "This Idempotency-Key was used for a call with other parameters.");
            }
            return new Result(earlier.get().call().copy(), true);
        }
        CompletionStage<CallRecord> call;
        try {
            call = make.get();
        } catch (RuntimeException e) {
            call = CompletableFuture.failedFuture(e);
        }
        call.whenComplete((record, error) -> {
            if (error == null) {
                mine.call().complete(record);
                return;
            }
            release(account, key, mine);
            mine.call().completeExceptionally(error);
        });
        return new Result(mine.call().copy(), false);
    }

    /** @throws ApiException when the key cannot be used */
    static String checked(String key) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new ApiException(
                    ApiError.INVALID_PARAMETER, "Idempotency-Key must have 1 to " + LONGEST_KEY + " characters.");
        }
        return key;
    }

    /** The earlier request with this key; without one the key is taken. */
    private synchronized Optional<Made> reserve(AccountSid account, String key, Made mine) {
        Map<String, Made> keys = accounts.computeIfAbsent(account, a -> new LinkedHashMap<>());
        Instant oldest = mine.at().minus(KEPT);
        keys.values().removeIf(made -> made.at().isBefore(oldest));
        @Nullable Made earlier = keys.putIfAbsent(key, mine);
        dropFirst(keys, KEYS);
        dropFirst(accounts, ACCOUNTS);
        return Optional.ofNullable(earlier);
    }

    private static void dropFirst(Map<?, ?> map, int most) {
        if (map.size() > most) {
            Iterator<?> first = map.keySet().iterator();
            first.next();
            first.remove();
        }
    }

    private synchronized void release(AccountSid account, String key, Made mine) {
        Map<String, Made> keys = accounts.get(account);
        if (keys != null) {
            keys.remove(key, mine);
        }
    }
}
