// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Queue<Runnable> pool = new ArrayDeque<>();
    private final Turn turn = new Turn(pool::add);
    private final List<String> done = new ArrayList<>();

    private void runPool() {
        for (var task = pool.poll(); task != null; task = pool.poll()) {
            task.run();
        }
    }

    private Runnable note(String what) {
        return () -> done.add(what);
    }

    @Test
    void freeTurnRunsAtOnceOnTheCallersThread() {
        assertThat(turn.run(note("first"))).isTrue();

        assertThat(done).containsExactly("first");
        assertThat(pool).isEmpty();
        assertThat(Turn.held()).isNull();
    }

    @Test
    void whatComesWhileItIsTakenWaitsInOrderAndKeepsNoThread() {
        assertThat(turn.enter(PATIENCE)).isTrue();
        var others = CompletableFuture.runAsync(() -> {
            turn.run(note("second"));
            turn.post(note("third"));
        });
        others.orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(done).isEmpty();

        turn.leave();
        assertThat(done).isEmpty();
        turn.run(note("fourth"));
        runPool();

        assertThat(done).containsExactly("second", "third", "fourth");
    }

    @Test
    void threadThatHasItRunsMoreAtOnce() {
        turn.run(() -> {
            turn.run(note("within"));
            done.add("outer");
        });

        assertThat(done).containsExactly("within", "outer");
    }

    @Test
    void postedWorkNeverRunsWithinTheOneThatPostsIt() {
        turn.run(() -> {
            turn.post(note("posted"));
            done.add("outer");
        });
        runPool();

        assertThat(done).containsExactly("outer", "posted");
    }

    @Test
    void workThatThrowsGivesTheTurnOn() {
        turn.run(() -> {
            throw new IllegalStateException("wanted by the test");
        });

        assertThat(turn.run(note("next"))).isTrue();
        assertThat(done).containsExactly("next");
    }

    @Test
    void fullTurnRefusesButTakesWhatTheContainerMustDo() {
        assertThat(turn.enter(PATIENCE)).isTrue();
        var accepted = CompletableFuture.supplyAsync(() -> IntStream.range(0, Turn.MOST_WAITING + 5)
                        .filter(i -> turn.run(note("m" + i)))
                        .count())
                .join();
        assertThat(accepted).isEqualTo(Turn.MOST_WAITING);
        assertThat(turn.offer(note("asynchronous"))).isFalse();
        turn.post(note("end of a transaction"));
        turn.leave();
        runPool();

        assertThat(done).hasSize(Turn.MOST_WAITING + 1).endsWith("end of a transaction");
    }

    @Test
    void threadThatWaitsGetsItAndOneThatGivesUpIsForgotten() throws Exception {
        assertThat(turn.enter(PATIENCE)).isTrue();
        assertThat(CompletableFuture.supplyAsync(() -> turn.enter(Duration.ofMillis(1)))
                        .join())
                .isFalse();
        var waits = CompletableFuture.supplyAsync(() -> {
            var got = turn.enter(PATIENCE);
            turn.leave();
            return got;
        });
        turn.leave();

        assertThat(waits.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(turn.run(note("free again"))).isTrue();
        assertThat(done).containsExactly("free again");
    }

    @Test
    void manyThreadsAreNeverInItTogetherAndNothingIsLost() throws Exception {
        var threads = new TurnPool();
        var shared = new Turn(threads);
        var inside = new AtomicInteger();
        var worst = new AtomicInteger();
        var left = new CountDownLatch(8 * 400);
        Runnable work = () -> {
            worst.accumulateAndGet(inside.incrementAndGet(), Math::max);
            inside.decrementAndGet();
            left.countDown();
        };
        var callers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    for (var n = 0; n < 100; n++) {
                        shared.post(work);
                        while (!shared.run(work)) {
                            Thread.onSpinWait();
                        }
                        while (!shared.offer(work)) {
                            Thread.onSpinWait();
                        }
                        while (!shared.enter(PATIENCE)) {
                            Thread.onSpinWait();
                        }
                        work.run();
                        shared.leave();
                    }
                }))
                .toList();
        callers.forEach(CompletableFuture::join);

        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(worst).hasValue(1);
        threads.stop();
    }
}
