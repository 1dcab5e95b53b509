// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.nist.javax.sip.stack.SIPStackTimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WheelTimerTest {
    /** 80 ms a turn. */
    private final WheelTimer timer = new WheelTimer(8);

    @BeforeEach
    void start() {
        timer.start(null, null);
    }

    @AfterEach
    void stop() {
        timer.stop();
    }

    private static final class Task extends SIPStackTimerTask {
        private final Runnable work;
        private boolean cleaned;

        Task(Runnable work) {
            this.work = work;
        }

        @Override
        public void runTask() {
            work.run();
        }

        @Override
        public void cleanUpBeforeCancel() {
            cleaned = true;
        }

        @Override
        public @Nullable Object getThreadHash() {
            return null;
        }
    }

    /** {@return after how many milliseconds it ran} */
    private long delayOf(long delay) throws InterruptedException {
        var ran = new CountDownLatch(1);
        var start = System.nanoTime();
        timer.schedule(new Task(ran::countDown), delay);
        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    @Test
    void aTaskRunsOnceItsTimeHasCome() throws InterruptedException {
        assertThat(delayOf(35)).isGreaterThanOrEqualTo(35);
        assertThat(delayOf(0)).isGreaterThanOrEqualTo(0);
    }

    @Test
    void aTaskForALaterTurnOfTheWheelDoesNotRunInThisOne() throws InterruptedException {
        assertThat(delayOf(215)).isGreaterThanOrEqualTo(215);
    }

    @Test
    void aRepeatedTaskRunsUntilItCancelsItself() throws InterruptedException {
        var runs = new AtomicInteger();
        var third = new CountDownLatch(1);
        var task = new Task[1];
        task[0] = new Task(() -> {
            if (runs.incrementAndGet() == 3) {
                timer.cancel(task[0]);
                third.countDown();
            }
        });
        timer.scheduleWithFixedDelay(task[0], 10, 10);
        assertThat(third.await(10, TimeUnit.SECONDS)).isTrue();
        delayOf(60);
        assertThat(runs).hasValue(3);
    }

    @Test
    void aCancelledTaskNeverRunsAndIsCleanedUpOnce() throws InterruptedException {
        var runs = new AtomicInteger();
        var task = new Task(runs::incrementAndGet);
        timer.schedule(task, 20);
        assertThat(timer.cancel(task)).isTrue();
        assertThat(task.cleaned).isTrue();
        assertThat(timer.cancel(task)).isFalse();
        delayOf(60);
        assertThat(runs).hasValue(0);
    }

    @Test
    void aTaskThatFailsEndsNeitherTheTimerNorItself() throws InterruptedException {
        var twice = new CountDownLatch(2);
        timer.scheduleWithFixedDelay(
                new Task(() -> {
                    twice.countDown();
                    throw new IllegalStateException("planted");
                }),
                10,
                10);
        assertThat(twice.await(10, TimeUnit.SECONDS)).isTrue();
        delayOf(10);
    }

    @Test
    void aTimerThatWasStoppedRefusesTasks() {
        timer.stop();
        assertThat(timer.isStarted()).isFalse();
        assertThatThrownBy(() -> timer.schedule(new Task(() -> {}), 10)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTaskThatFailsBecauseTheTimerWasStoppedIsNoComplaint() throws InterruptedException {
        var before = StackLog.complaints();
        var wheel = new CompletableFuture<Thread>();
        timer.schedule(
                new Task(() -> {
                    wheel.complete(Thread.currentThread());
                    timer.stop();
                    timer.schedule(new Task(() -> {}), 10);
                }),
                10);

        wheel.join().join();

        assertThat(StackLog.complaints()).isEqualTo(before);
    }
}
