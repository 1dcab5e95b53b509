// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.health;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.carillon.engine.accounts.AccountStore;
import org.carillon.engine.calls.shell.CallEngine;
import org.carillon.engine.media.MediaServer;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a call would work now. A good answer is believed for a second, a bad one for a fifth of that; who asks
 * meanwhile gets the same one. The database is asked on a thread that does nothing else.
 */
@ApplicationScoped
public class Health {
    /** Under this name the servlet context holds the application's. */
    public static final String ATTRIBUTE = Health.class.getName();

    private static final Duration GOOD = Duration.ofSeconds(1);
    private static final Duration BAD = Duration.ofMillis(200);
    private static final long DATABASE_SECONDS = 2;

    /**
     * What was seen.
     *
     * @param signalling whether calls are taken
     * @param database whether there is an account in it, which proves that it can be read
     * @param media whether a media server has room for a leg
     */
    public record Report(boolean signalling, boolean database, boolean media) {
        /** Before anything was looked at. */
        public static final Report NOTHING = new Report(false, false, false);

        /** Whether a call would work. */
        public boolean isUp() {
            return signalling && database && media;
        }

        /** For launchers and load balancers. */
        public String json() {
            return "{\"status\":\"" + word(isUp()) + "\",\"checks\":{\"signalling\":\"" + word(signalling)
                    + "\",\"database\":\"" + word(database) + "\",\"media\":\"" + word(media) + "\"}}";
        }

        private static String word(boolean works) {
            return works ? "UP" : "DOWN";
        }
    }

    private record Seen(CompletableFuture<Report> report, Instant at) {}

    private final BooleanSupplier signalling;
    private final MediaServer media;
    private final AccountStore accounts;
    private final Clock clock;

    /** One thread, and one question that waits: a database that does not answer is not asked more often. */
    private final ThreadPoolExecutor asking =
            new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), task -> {
                Thread thread = new Thread(task, "carillon-health");
                thread.setDaemon(true);
                return thread;
            });

    private @Nullable Seen seen;

    /** Over what a call needs. */
    @Inject
    public Health(CallEngine engine, MediaServer media, AccountStore accounts, Clock clock) {
        this(engine::isReady, media, accounts, clock);
    }

    Health(BooleanSupplier signalling, MediaServer media, AccountStore accounts, Clock clock) {
        this.signalling = signalling;
        this.media = media;
        this.accounts = accounts;
        this.clock = clock;
    }

    void started(@Observes @Initialized(ApplicationScoped.class) Object event) {
        if (event instanceof ServletContext context) {
            context.setAttribute(ATTRIBUTE, this);
        }
    }

    /** Never blocks; completes within two seconds. */
    public synchronized CompletionStage<Report> report() {
        if (seen == null || isOld(seen)) {
            Instant now = clock.instant();
            seen = new Seen(look(), now);
        }
        return seen.report().copy();
    }

    private boolean isOld(Seen last) {
        if (!last.report().isDone()) {
            return false;
        }
        Duration believed = last.report().join().isUp() ? GOOD : BAD;
        return !clock.instant().isBefore(last.at().plus(believed));
    }

    private CompletableFuture<Report> look() {
        return database()
                .completeOnTimeout(false, DATABASE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(trouble -> false)
                .thenApply(database -> new Report(
                        signalling.getAsBoolean(), database, media.health().ready()))
                .exceptionally(trouble -> Report.NOTHING);
    }

    private CompletableFuture<Boolean> database() {
        try {
            return CompletableFuture.supplyAsync(() -> !accounts.isEmpty(), asking);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(false);
        }
    }

    @PreDestroy
    void stop() {
        asking.shutdown();
    }
}
