// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.carillon.api.testing.InMemoryAccounts;
import org.carillon.api.testing.Samples;
import org.carillon.api.testing.SettableClock;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.MediaServer;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final AtomicBoolean signalling = new AtomicBoolean(true);
    private final AtomicBoolean media = new AtomicBoolean(true);
    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final SettableClock clock = new SettableClock();
    private final Health health = new Health(signalling::get, new OnlyHealth(), accounts, clock);

    /** A media server that is only asked how it is. */
    private final class OnlyHealth implements MediaServer {
        @Override
        public CompletionStage<MediaResult> perform(MediaCommand command, Duration deadline) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException("not asked"));
        }

        @Override
        public void listen(Consumer<MediaEvent> listener) {}

        @Override
        public CompletionStage<MediaResult> takeOver(
                String operation, MediaHandle handle, long seen, Duration deadline) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException("not asked"));
        }

        @Override
        public MediaServer.Health health() {
            return new MediaServer.Health(media.get(), 0, media.get() ? 100 : 0);
        }
    }

    private Health.Report report() {
        return health.report().toCompletableFuture().join();
    }

    @Test
    void isUpOnlyWhenEverythingIs() {
        assertThat(report().isUp()).isFalse();
        accounts.add(Samples.account(Samples.ALICE, Samples.ALICES_TOKEN, Account.Status.ACTIVE));
        clock.advance(Duration.ofMillis(200));
        assertThat(report().isUp()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        signalling.set(false);
        assertThat(report()).isEqualTo(new Health.Report(false, true, true));
        signalling.set(true);
        media.set(false);
        clock.advance(Duration.ofMillis(200));
        assertThat(report()).isEqualTo(new Health.Report(true, true, false));
    }

    @Test
    void goodAnswerIsBelievedForASecond() {
        accounts.add(Samples.account(Samples.ALICE, Samples.ALICES_TOKEN, Account.Status.ACTIVE));
        assertThat(report().isUp()).isTrue();
        media.set(false);

        clock.advance(Duration.ofMillis(999));
        assertThat(report().isUp()).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(report().isUp()).isFalse();
    }
}
