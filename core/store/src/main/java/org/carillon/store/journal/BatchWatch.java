// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells operators when a batch stays with the database: a statement that hangs would otherwise be silent until its connection is
 * given up. Tells again after twice the time.
 */
final class BatchWatch {
    private final LongSupplier nanos;
    private final LongSupplier waiting;
    private final long slowNanos;
    private boolean underWay;
    private long since;
    private long nextAlarm;

    /**
     * Watches.
     *
     * @param nanos the clock, as {@link System#nanoTime}
     * @param waiting how many entries wait
     */
    BatchWatch(Duration slow, LongSupplier nanos, LongSupplier waiting) {
        this.slowNanos = slow.toNanos();
        this.nanos = nanos;
        this.waiting = waiting;
    }

    /** The database is given a batch. */
    synchronized void begin() {
        underWay = true;
        since = nanos.getAsLong();
        nextAlarm = slowNanos;
    }

    /** It has answered in whatever way. */
    synchronized void end() {
        underWay = false;
    }

    /** Looks; called every second or so. */
    synchronized void look() {
        long length = nanos.getAsLong() - since;
        if (underWay && length >= nextAlarm) {
            nextAlarm = 2 * length;
            StoreLog.LOG.batchHangs(Duration.ofNanos(length).toSeconds(), waiting.getAsLong());
        }
    }
}
