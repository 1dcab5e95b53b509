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
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.carillon.engine.accounts.AccountStore;
import org.carillon.engine.calls.shell.CallEngine;
import org.carillon.engine.directory.BlockingWork;
import org.carillon.engine.media.MediaServer;
import org.jspecify.annotations.Nullable;

/** Looks whether a call would work now. A good answer is believed for a second, a bad one for a fifth of that. */
@ApplicationScoped
public class Health {
    private static final Duration GOOD = Duration.ofSeconds(1);
    private static final Duration BAD = Duration.ofMillis(200);
    private static final Report NOTHING = new Report(false, false, false);
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

    private record Seen(Report report, Instant until) {}

    private final BooleanSupplier signalling;
    private final MediaServer media;
    private final AccountStore accounts;
    private final BlockingWork blocking;
    private final Clock clock;
    private final Lock looking = new ReentrantLock();
    private volatile @Nullable Seen seen;

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

    /** Blocks for at most two seconds; while one caller looks, the others get what was seen last. */
    Report report() {
        Seen last = seen;
        if (last != null && clock.instant().isBefore(last.until())) {
            return last.report();
        }
        if (!looking.tryLock()) {
            return last == null ? NOTHING : last.report();
        }
        try {
            Report report = new Report(
                    signalling.getAsBoolean(), database(), media.health().ready());
            seen = new Seen(report, clock.instant().plus(report.isUp() ? GOOD : BAD));
            return report;
        } finally {
            looking.unlock();
        }
    }

    private boolean database() {
        CompletableFuture<Boolean> answer =
                blocking.supply(() -> !accounts.isEmpty()).toCompletableFuture();
        return answer.completeOnTimeout(false, DATABASE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(e -> false)
                .join();
    }
}
