// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition by looking every few milliseconds, never longer than said. */
public final class Waiting {
    private static final Duration LOOK = Duration.ofMillis(5);

    private Waiting() {}

    /**
     * Waits until the probe gives something.
     *
     * @param story asked for the message when time is up
     * @throws NotSeen when time is up, or when the waiting thread is interrupted
     */
    public static <T> T until(Duration atMost, Supplier<Optional<T>> probe, Supplier<String> story) {
        return until(atMost, LOOK, probe, story);
    }

    /** As {@link #until(Duration, Supplier, Supplier)}, looking less often because looking is costly. */
    public static <T> T until(Duration atMost, Duration look, Supplier<Optional<T>> probe, Supplier<String> story) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<T> found = probe.get();
            if (found.isPresent()) {
                return found.get();
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new NotSeen("not within " + atMost.toMillis() + " ms: " + story.get());
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new NotSeen("interrupted while waiting: " + story.get());
            }
            LockSupport.parkNanos(Math.min(left, look.toNanos()));
        }
    }

    /** Waits until the condition holds; otherwise as {@link #until(Duration, Supplier, Supplier)}. */
    public static void untilTrue(Duration atMost, BooleanSupplier condition, Supplier<String> story) {
        until(atMost, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty(), story);
    }
}
