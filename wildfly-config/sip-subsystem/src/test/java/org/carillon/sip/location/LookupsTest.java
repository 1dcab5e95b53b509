// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.location;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.stack.HopImpl;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LookupsTest {
    private static final Target TARGET = new Target("x.com", -1, null, false);
    private static final Located FOUND = Located.at(List.of(new HopImpl("192.0.2.1", 5060, "UDP")));

    @Test
    void whatWasKnownServesWhenNobodyAnswersAnyMore() {
        var times = new AtomicInteger();
        try (var lookups = new Lookups(target -> {
            if (times.incrementAndGet() > 1) {
                throw new IOException("no answer");
            }
            return new Lookups.Found(FOUND, 60);
        })) {
            assertThat(lookups.ask(TARGET)).isEqualTo(FOUND);
            assertThat(lookups.ask(TARGET)).isEqualTo(FOUND);
            assertThat(lookups.known(TARGET)).isEqualTo(FOUND);
        }
    }

    @Test
    void failureIsKeptForAMoment() {
        try (var lookups = new Lookups(target -> {
            throw new IOException("no answer");
        })) {
            assertThat(lookups.ask(TARGET)).isEqualTo(Located.NOBODY);
            assertThat(lookups.known(TARGET)).isEqualTo(Located.NOBODY);
        }
    }

    @Test
    void whatIsKnownIsBounded() {
        try (var lookups = new Lookups(target -> new Lookups.Found(FOUND, 60))) {
            for (var i = 0; i < 30_000; i++) {
                lookups.ask(new Target("x" + i, -1, null, false));
            }

            assertThat(lookups.size()).isLessThanOrEqualTo(10_000);
        }
    }

    @Test
    void errorOfOneRequestHoldsUpNoOther() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var second = new CountDownLatch(1);
        try (var lookups = new Lookups(target -> {
            await(asked);
            return new Lookups.Found(FOUND, 60);
        })) {
            lookups.whenKnown(TARGET, () -> {
                throw new StackOverflowError("wanted by the test");
            });
            lookups.whenKnown(TARGET, second::countDown);
            assertThat(lookups.waiting()).isEqualTo(2);
            asked.countDown();

            assertThat(second.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(lookups.waiting()).isZero();
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
