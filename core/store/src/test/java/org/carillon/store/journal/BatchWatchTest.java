// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.carillon.store.LogLines;
import org.junit.jupiter.api.Test;

class BatchWatchTest {
    private final AtomicLong seconds = new AtomicLong(1_000);
    private final BatchWatch watch = new BatchWatch(
            Duration.ofSeconds(10), () -> Duration.ofSeconds(seconds.get()).toNanos(), () -> 5);

    @Test
    void aSlowBatchIsToldAgainAfterTwiceTheTime() {
        try (LogLines log = new LogLines()) {
            watch.begin();
            for (int i = 0; i < 45; i++) {
                seconds.incrementAndGet();
                watch.look();
            }
            assertThat(log.with("batch for 10 s")).hasSize(1);
            assertThat(log.with("batch for 20 s")).hasSize(1);
            assertThat(log.with("batch for 40 s")).hasSize(1);
            assertThat(log.with("batch for")).hasSize(3);
        }
    }

    @Test
    void quickBatchesAndNoneAreNotTold() {
        try (LogLines log = new LogLines()) {
            watch.look();
            for (int i = 0; i < 5; i++) {
                watch.begin();
                seconds.addAndGet(9);
                watch.look();
                watch.end();
            }
            seconds.addAndGet(100);
            watch.look();
            assertThat(log.with("batch for")).isEmpty();
        }
    }
}
