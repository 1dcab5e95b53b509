// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.drain;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import org.carillon.sip.logging.SipLogger;
import org.jspecify.annotations.Nullable;

/**
 * Whether new dialogs are taken, and how many are left when they are not.
 *
 * <p>How long a drain may take is the business of who asked for it: {@code :suspend(suspend-timeout=...)} stops waiting
 * and {@code :shutdown(suspend-timeout=...)} goes on. All methods may be called from any thread.
 */
public final class Drain {
    /** How often the dialogs are counted while draining. */
    public static final Duration LOOK = Duration.ofMillis(250);

    /** The longest time after which a refused peer may come back. */
    public static final int MAX_RETRY_AFTER_SECONDS = 3_600;

    private static final int LOOKS_BETWEEN_LINES = 40;

    /** Where a server stands on its way out of service. */
    public enum State {
        /** New dialogs are taken. */
        RUNNING,
        /** New dialogs are refused, and some are left. */
        DRAINING,
        /** New dialogs are refused, and none was left when it was last looked at. */
        DRAINED;

        /** {@return its name in the management model} */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Runs a task again and again until it is told to stop. */
    @FunctionalInterface
    public interface Repeater {
        /** {@return what ends the repeating} The first run comes after {@link #LOOK}. */
        Runnable every(Runnable task);
    }

    private final IntSupplier dialogs;
    private final Repeater repeater;
    private final LongAdder refused = new LongAdder();
    private volatile State state = State.RUNNING;
    private volatile int retryAfterSeconds;
    private @Nullable CompletableFuture<Void> drained;
    private @Nullable Runnable stopLooking;
    private int looks;

    /**
     * @param dialogs counts the dialogs that are left
     * @param repeater looks again and again
     * @param retryAfterSeconds see {@link #retryAfter(int)}
     */
    public Drain(IntSupplier dialogs, Repeater repeater, int retryAfterSeconds) {
        this.dialogs = dialogs;
        this.repeater = repeater;
        retryAfter(retryAfterSeconds);
    }

    /**
     * Says what refused peers are told from now on.
     *
     * @param seconds when they may try again, 1 to {@value #MAX_RETRY_AFTER_SECONDS}
     * @throws IllegalArgumentException when it is out of range
     */
    public void retryAfter(int seconds) {
        if (seconds < 1 || seconds > MAX_RETRY_AFTER_SECONDS) {
            throw new IllegalArgumentException(
                    "retry-after must be 1 to " + MAX_RETRY_AFTER_SECONDS + " s: " + seconds);
        }
        retryAfterSeconds = seconds;
    }

    /** {@return when a refused peer may try again, in seconds} */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** {@return whether new dialogs are taken} One volatile read. */
    public boolean admits() {
        return state == State.RUNNING;
    }

    /** Counts a request that was refused. */
    public void refused() {
        refused.increment();
    }

    /** {@return how many requests were refused} */
    public long refusals() {
        return refused.sum();
    }

    /** {@return where the server stands} */
    public State state() {
        return state;
    }

    /** {@return dialogs in progress now} */
    public int dialogsLeft() {
        return dialogs.getAsInt();
    }

    /** {@return when no dialog is left} New ones are refused from now on. Cancelled by {@link #resume}. */
    public synchronized CompletionStage<Void> begin() {
        var running = drained;
        if (running != null) {
            return running;
        }
        state = State.DRAINING;
        looks = 0;
        var result = new CompletableFuture<Void>();
        drained = result;
        SipLogger.LOG.drainBegun(dialogsLeft());
        look();
        if (!result.isDone()) {
            stopLooking = repeater.every(this::look);
        }
        return result;
    }

    /** Refuses new dialogs without a word and waits for nothing: a server that starts has none. */
    public synchronized void startRefusing() {
        if (drained == null) {
            state = State.DRAINED;
        }
    }

    private synchronized void look() {
        var running = drained;
        if (running == null || running.isDone()) {
            endLooking();
            return;
        }
        var left = dialogsLeft();
        if (left == 0) {
            state = State.DRAINED;
            endLooking();
            SipLogger.LOG.drained();
            running.complete(null);
            return;
        }
        looks++;
        if (looks % LOOKS_BETWEEN_LINES == 0) {
            SipLogger.LOG.draining(left);
        }
    }

    private void endLooking() {
        var stop = stopLooking;
        stopLooking = null;
        if (stop != null) {
            stop.run();
        }
    }

    /** Takes new dialogs again, also while some are left. */
    public synchronized void resume() {
        if (state == State.RUNNING) {
            return;
        }
        state = State.RUNNING;
        endLooking();
        var running = drained;
        drained = null;
        if (running != null) {
            SipLogger.LOG.drainEnded();
            running.cancel(false);
        }
    }

    /** Ends what it started; the container stops. */
    public synchronized void close() {
        endLooking();
    }
}
