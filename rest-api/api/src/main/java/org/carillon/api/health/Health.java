// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.carillon.engine.accounts.AccountStore;
import org.carillon.engine.calls.shell.CallEngine;
import org.carillon.engine.directory.BlockingWork;
import org.carillon.engine.media.MediaServer;
import org.jspecify.annotations.Nullable;

/** Looks whether a call would work now. The answer is believed for a second. */
@ApplicationScoped
public class Health {
    private static final Duration BELIEVED = Duration.ofSeconds(1);
    private static final long DATABASE_SECONDS = 2;

    /**
     * What was seen.
     *
     * @param signalling whether calls are taken
     * @param database whether there is an account in it, which proves that it can be read
     * @param media whether a media server has room for a leg
     */
    record Report(boolean signalling, boolean database, boolean media) {
        boolean isUp() {
            return signalling && database && media;
        }
    }

    private record Seen(Report report, Instant at) {}

    private final BooleanSupplier signalling;
    private final MediaServer media;
    private final AccountStore accounts;
    private final BlockingWork blocking;
    private final Clock clock;
    private @Nullable Seen seen;

    /** Over what a call needs. */
    @Inject
    public Health(CallEngine engine, MediaServer media, AccountStore accounts, BlockingWork blocking, Clock clock) {
        this(engine::isReady, media, accounts, blocking, clock);
    }

    Health(BooleanSupplier signalling, MediaServer media, AccountStore accounts, BlockingWork blocking, Clock clock) {
        this.signalling = signalling;
        this.media = media;
        this.accounts = accounts;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** Blocks for at most two seconds. */
    synchronized Report report() {
        Instant now = clock.instant();
        if (seen != null && seen.report().isUp() && now.isBefore(seen.at().plus(BELIEVED))) {
            return seen.report();
        }
        Report report =
                new Report(signalling.getAsBoolean(), database(), media.health().ready());
        seen = new Seen(report, clock.instant());
        return report;
    }

    private boolean database() {
        CompletableFuture<Boolean> answer =
                blocking.supply(() -> !accounts.isEmpty()).toCompletableFuture();
        return answer.completeOnTimeout(false, DATABASE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(e -> false)
                .join();
    }
}
