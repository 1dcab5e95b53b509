// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
    @TempDir
    Path folder;

    private Programs programs;

    @BeforeEach
    void open() {
        programs = new Programs("test", 2, 3, Duration.ofSeconds(30), folder);
    }

    @AfterEach
    void close() {
        programs.close();
    }

    @Test
    void programThatOverrunsIsKilled() {
        long started = System.nanoTime();
        assertThatThrownBy(() -> programs.run(List.of("sleep", "31.4159"), Duration.ofMillis(200)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("killed");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        await().untilAsserted(() -> assertThat(running("31.4159")).isZero());
    }

    @Test
    void childrenOfAProgramThatOverrunsAreKilledToo() {
        assertThatThrownBy(() -> programs.run(List.of("sh", "-c", "sleep 31.4160; true"), Duration.ofMillis(300)))
                .hasMessageContaining("killed");
        await().untilAsserted(() -> assertThat(running("31.4160")).isZero());
    }

    private static long running(String argument) {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().commandLine().orElse("").contains(argument))
                .count();
    }

    @Test
    void programThatFailsSaysWhy() {
        assertThatThrownBy(() -> programs.run(List.of("ls", "/no/such/folder"), Duration.ofSeconds(5)))
                .hasMessageContaining("ls ended with code")
                .hasMessageContaining("/no/such/folder");
    }

    @Test
    void programThatIsMissingSaysSo() {
        assertThatThrownBy(() -> programs.run(List.of("no-such-synthesiser"), Duration.ofSeconds(5)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-synthesiser");
    }

    @Test
    void nothingIsLeftOfWhatAProgramPrints() throws Exception {
        assertThat(programs.run(List.of("echo", "hello"), Duration.ofSeconds(5)))
                .isEqualTo("hello");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void onlySoManyJobsRunAtOnceAndOnlySoManyWait() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Integer>> jobs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            jobs.add(programs.submit(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                gate.await();
                return running.decrementAndGet();
            }));
        }
        assertThat(jobs.get(5)).isCompletedExceptionally();
        await().atMost(Duration.ofSeconds(5)).until(() -> most.get() == 2);
        gate.countDown();
        for (int i = 0; i < 5; i++) {
            assertThat(jobs.get(i).get(5, TimeUnit.SECONDS)).isBetween(0, 1);
        }
        assertThat(most.get()).isEqualTo(2);
    }

    @Test
    void whatIsNeededFirstRunsFirst() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        List<String> order = new CopyOnWriteArrayList<>();
        try (Programs one = new Programs("one", 1, 10, Duration.ofSeconds(30), folder)) {
            CompletableFuture<Boolean> running = one.submit(() -> gate.await(10, TimeUnit.SECONDS));
            long now = System.nanoTime();
            List<CompletableFuture<Boolean>> waiting = List.of(
                    one.submit(now + Duration.ofHours(1).toNanos(), () -> order.add("last")),
                    one.submit(now + Duration.ofSeconds(1).toNanos(), () -> order.add("second")),
                    one.submit(now + Duration.ofSeconds(1).toNanos(), () -> order.add("third")),
                    one.submit(() -> order.add("first")));
            gate.countDown();
            assertThat(running).succeedsWithin(Duration.ofSeconds(5));
            for (CompletableFuture<Boolean> each : waiting) {
                assertThat(each).succeedsWithin(Duration.ofSeconds(5));
            }
        }
        assertThat(order).containsExactly("first", "second", "third", "last");
    }

    @Test
    void jobThatHasWaitedTooLongIsNotRun() {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger run = new AtomicInteger();
        try (Programs impatient = new Programs("impatient", 1, 3, Duration.ofMillis(100), folder)) {
            CompletableFuture<Integer> first = impatient.submit(() -> {
                gate.await();
                return 1;
            });
            long since = System.nanoTime();
            CompletableFuture<Integer> second = impatient.submit(run::incrementAndGet);
            await().until(() ->
                    System.nanoTime() - since > Duration.ofMillis(150).toNanos());
            gate.countDown();
            assertThat(first).succeedsWithin(Duration.ofSeconds(5));
            assertThatThrownBy(() -> second.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(BusyException.class);
            assertThat(run).hasValue(0);
        }
    }
}
