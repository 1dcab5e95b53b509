// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.carillon.engine.errors.StoreUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is known of the database's answers serves while the database does not. */
class ShelfTest {
    private static final Duration OLD = Duration.ofSeconds(6);

    private volatile Instant now = Instant.EPOCH;
    private volatile UnaryOperator<Optional<String>> database = UnaryOperator.identity();
    private volatile Optional<String> stored = Optional.of("first");
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final BlockingWork blocking = new BlockingWork();
    private final Reads reads = new Reads(blocking);
    private final Shelf<String, String> shelf = new Shelf<>(this::ask, reads, clock());

    @AfterEach
    void stop() {
        hanging.countDown();
        blocking.stop();
    }

    @Test
    void youngAnswerIsBelieved() {
        assertThat(got("a")).contains("first");
        stored = Optional.of("second");
        assertThat(got("a")).contains("first");
        assertThat(asked).hasValue(1);

        now = now.plus(OLD);
        assertThat(got("a")).contains("second");
    }

    @Test
    void knownAnswerServesWhileTheDatabaseIsAway() {
        assertThat(got("a")).contains("first");
        database = ShelfTest::away;
        now = now.plus(Duration.ofHours(23));

        assertThat(got("a")).contains("first");
        assertThat(got("a")).contains("first");
    }

    @Test
    void answerOfTheDayBeforeServesNoLonger() {
        assertThat(got("a")).contains("first");
        database = ShelfTest::away;
        now = now.plus(Duration.ofHours(25));

        assertUnavailable("a");
    }

    @Test
    void whatIsNotKnownIsNotSaidToBeAbsent() {
        database = ShelfTest::away;

        assertUnavailable("a");
    }

    @Test
    void knownAnswerServesSoonWhileTheDatabaseHangs() {
        assertThat(got("a")).contains("first");
        database = this::hang;
        now = now.plus(OLD);

        assertThat(got("a")).contains("first");
    }

    @Test
    void databaseThatHangsHoldsFewThreads() {
        for (String key : new String[] {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"}) {
            assertThat(got(key)).isPresent();
        }
        int before = asked.get();
        database = this::hang;
        now = now.plus(OLD);
        for (String key : new String[] {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"}) {
            assertThat(got(key)).isPresent();
        }
        assertUnavailable("stranger");

        assertThat(asked.get() - before).isLessThanOrEqualTo(2);
    }

    @Test
    void databaseThatIsBackIsBelieved() {
        assertThat(got("a")).contains("first");
        database = ShelfTest::away;
        now = now.plus(OLD);
        assertThat(got("a")).contains("first");

        database = UnaryOperator.identity();
        stored = Optional.of("second");
        await().until(() -> got("a").equals(Optional.of("second")));
        assertThat(reads.areInTrouble()).isFalse();
    }

    @Test
    void changeIsSeenAtOnce() {
        assertThat(got("a")).contains("first");
        stored = Optional.of("second");
        shelf.changed("a");

        assertThat(got("a")).contains("second");
    }

    @Test
    void whatWasReadBeforeAChangeIsNotKeptAfterIt() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        database = answer -> {
            reading.countDown();
            return hang(answer);
        };
        CompletionStage<Optional<String>> early = shelf.get("a");
        assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
        database = UnaryOperator.identity();
        stored = Optional.of("second");
        shelf.changed("a");
        assertThat(got("a")).contains("second");
        hanging.countDown();
        assertThat(early.toCompletableFuture().join()).contains("first");

        assertThat(got("a")).contains("second");
    }

    @Test
    void strangersWhoAskForWhatIsNotTherePushNothingOut() {
        assertThat(got("a")).contains("first");
        stored = Optional.empty();
        for (int i = 0; i < 20_000; i++) {
            assertThat(got("stranger" + i)).isEmpty();
        }
        database = ShelfTest::away;
        now = now.plus(OLD);

        assertThat(got("a")).contains("first");
    }

    @Test
    void slowReadsLeaveThreadsForAnswers() throws Exception {
        for (int i = 0; i < 100; i++) {
            var unused = blocking.supply(() -> hang(Optional.empty()));
        }

        assertThat(blocking.answer(() -> "there").toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo("there");
    }

    private Optional<String> ask(String key) {
        asked.incrementAndGet();
        return database.apply(stored);
    }

    private Optional<String> got(String key) {
        try {
            return shelf.get(key).get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private void assertUnavailable(String key) {
        CompletableFuture<Optional<String>> answer = shelf.get(key).orTimeout(10, TimeUnit.SECONDS);
        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StoreUnavailableException.class);
    }

    private static Optional<String> away(Optional<String> answer) {
        throw new StoreUnavailableException(new IllegalStateException("connection refused"));
    }

    private Optional<String> hang(Optional<String> answer) {
        try {
            hanging.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer;
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
