// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.overload;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Decides whether a request may begin something new.
 *
 * <p>Two rules. A request that has waited longer than the set point is refused: the lanes are behind, and each call that is
 * taken on top makes all others later. And a server that has just started admits {@code warm-up-rate} a second, twice as
 * many after each second in which that was not enough, until it has taken {@link #WARM} in all: code that was not compiled
 * yet is some ten times slower, and would otherwise lose its first calls to retransmissions.
 *
 * <p>Each node decides for itself; the balancer sends a refused caller to another one. Safe for all threads.
 */
public final class Admission {
    /** After this many new dialogs all that matters is compiled, and there is no limit any more. */
    static final long WARM = 20_000;

    private static final long SECOND = 1_000_000_000L;

    private final LongSupplier nanos;
    private final LongAdder refusals = new LongAdder();
    private volatile int setPoint;
    /** New dialogs a second; {@link Long#MAX_VALUE} when warm. */
    private volatile long rate;

    private long begin;
    private long admitted;
    private long taken;
    private boolean exceeded;

    /**
     * @param nanos a clock that only goes forward, in nanoseconds
     * @param setPointMillis see {@link #setPoint(int)}
     * @param warmUpRate new dialogs in the first second, 1 or more
     */
    public Admission(LongSupplier nanos, int setPointMillis, int warmUpRate) {
        this.nanos = nanos;
        this.setPoint = setPointMillis;
        this.rate = warmUpRate;
        this.begin = nanos.getAsLong();
    }

    /** Sets how long, in milliseconds, a message may have waited for its lane to begin something new. */
    public void setPoint(int millis) {
        setPoint = millis;
    }

    /**
     * {@return whether {@link #admits} may refuse a request that has waited so long} While it may not, nobody need know what the
     * request is before it is parsed.
     */
    public boolean isStrict(long waitedMillis) {
        return waitedMillis > setPoint || rate != Long.MAX_VALUE;
    }

    /**
     * {@return whether a request outside of a dialog is taken} One that is not is counted.
     *
     * @param waitedMillis how long it has waited for its lane
     */
    public boolean admits(long waitedMillis) {
        if (waitedMillis <= setPoint && (rate == Long.MAX_VALUE || isWithinRate())) {
            return true;
        }
        refusals.increment();
        return false;
    }

    private synchronized boolean isWithinRate() {
        var now = nanos.getAsLong();
        if (now - begin >= SECOND) {
            if (exceeded) {
                rate *= 2;
            }
            begin = now;
            admitted = 0;
            exceeded = false;
        }
        if (admitted < rate) {
            admitted++;
            if (++taken >= WARM) {
                rate = Long.MAX_VALUE;
            }
            return true;
        }
        exceeded = true;
        return false;
    }

    /** {@return how long, in milliseconds, a message may wait} */
    public int setPoint() {
        return setPoint;
    }

    /** Counts a request that was refused before it was asked about here. */
    public void refused() {
        refusals.increment();
    }

    /** {@return how many requests were refused} */
    public long refusals() {
        return refusals.sum();
    }
}
