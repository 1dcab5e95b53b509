// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.carillon.api.testing.Samples;
import org.carillon.api.testing.SettableClock;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.junit.jupiter.api.Test;

class IdempotencyTest {
    private final SettableClock clock = new SettableClock();
    private final Idempotency idempotency = new Idempotency(clock);
    private final Random random = new Random(1);
    private int made;

    private CompletionStage<CallRecord> make() {
        made++;
        return CompletableFuture.completedFuture(Samples.call(
                Samples.ALICE,
                CallSid.random(random),
                "+4930901820",
                "+4930901821",
                CallStatus.QUEUED,
                clock.instant()));
    }

    private CallRecord once(String key, String request) {
        return idempotency
                .once(Samples.ALICE, key, request, this::make)
                .call()
                .toCompletableFuture()
                .join();
    }

    @Test
    void sameKeyGivesTheSameCall() {
        assertThat(once("k", "r")).isEqualTo(once("k", "r"));
        assertThat(once("other", "r")).isNotEqualTo(once("k", "r"));
        assertThat(made).isEqualTo(2);
    }

    @Test
    void keyIsFreeAgainAfterADay() {
        once("k", "r");
        clock.advance(Duration.ofHours(24));
        once("k", "r");
        assertThat(made).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        once("k", "r");
        assertThat(made).isEqualTo(2);
    }

    @Test
    void keyOfAFailedCallIsFreeAgain() {
        Idempotency.Result failed = idempotency.once(Samples.ALICE, "k", "r", () -> {
            throw new IllegalStateException("no");
        });

        assertThat(failed.call().toCompletableFuture()).isCompletedExceptionally();
        once("k", "r");
        assertThat(made).isEqualTo(1);
    }

    @Test
    void keyOfACallThatFailsLaterIsFreeAgain() {
        CompletableFuture<CallRecord> pending = new CompletableFuture<>();
        Idempotency.Result first = idempotency.once(Samples.ALICE, "k", "r", () -> pending);
        Idempotency.Result second = idempotency.once(Samples.ALICE, "k", "r", this::make);

        pending.completeExceptionally(new IllegalStateException("no"));

        assertThat(first.call().toCompletableFuture()).isCompletedExceptionally();
        assertThat(second.call().toCompletableFuture()).isCompletedExceptionally();
        once("k", "other");
        assertThat(made).isEqualTo(1);
    }

    @Test
    void keysOfTheAccountThatAskedLeastRecentlyGoWhenTooManyAccountsHaveSome() {
        once("k", "r");
        AccountSid second = AccountSid.random(random);
        idempotency.once(second, "k", "r", this::make);
        once("k", "r");
        for (int i = 0; i < 999; i++) {
            idempotency.once(AccountSid.random(random), "k", "r", this::make);
        }

        assertThat(made).isEqualTo(1_001);
        once("k", "r");
        assertThat(made).isEqualTo(1_001);
        assertThat(idempotency.once(second, "k", "r", this::make).repeated()).isFalse();
    }

    @Test
    void repetitionWaitsForTheCallThatIsBeingMade() {
        CompletableFuture<CallRecord> pending = new CompletableFuture<>();
        idempotency.once(Samples.ALICE, "k", "r", () -> pending);
        Idempotency.Result second = idempotency.once(Samples.ALICE, "k", "r", this::make);

        assertThat(second.repeated()).isTrue();
        assertThat(second.call().toCompletableFuture()).isNotDone();
        pending.complete(make().toCompletableFuture().join());
        assertThat(second.call().toCompletableFuture()).isCompleted();
        assertThat(made).isEqualTo(1);
    }

    @Test
    void keysBelongToAccounts() {
        once("k", "r");
        idempotency.once(Samples.BOB, "k", "other", this::make);

        assertThat(made).isEqualTo(2);
    }

    @Test
    void keyOfAnotherRequestIsRefused() {
        once("k", "r");

        assertThatThrownBy(() -> once("k", "other")).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> once(" ", "r")).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> once("x".repeat(256), "r")).isInstanceOf(ApiException.class);
    }

    @Test
    void oldestKeysOfAnAccountGoWhenItHasTooMany() {
        for (int i = 0; i <= 5_000; i++) {
            once("k" + i, "r");
        }
        int before = made;

        once("k5000", "r");
        assertThat(made).isEqualTo(before);
        once("k0", "r");
        assertThat(made).isEqualTo(before + 1);
    }
}
