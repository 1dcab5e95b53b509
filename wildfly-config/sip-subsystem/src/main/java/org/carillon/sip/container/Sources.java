// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How many messages of each address wait, roughly: addresses share counters, by a hash that nobody outside can foresee. Never
 * grows; safe for all threads.
 *
 * <p>It also knows whether more than one address has been heard of late: a carrier's only trunk takes nothing from anybody.
 */
final class Sources {
    private static final int COUNTERS = 4_096;
    private static final int MIX = 0x9e3779b9;

    /** For so many milliseconds an address that was heard counts as a neighbour. */
    private static final long REMEMBERED = 60_000;

    private final AtomicIntegerArray waiting = new AtomicIntegerArray(COUNTERS);
    private final int seed = new SecureRandom().nextInt();
    private volatile int last = -1;
    private volatile long shared = Long.MIN_VALUE;

    /** @param now in milliseconds */
    void came(InetAddress address, long now) {
        var index = index(address);
        waiting.incrementAndGet(index);
        if (index != last) {
            if (last >= 0) {
                shared = now;
            }
            last = index;
        }
    }

    /** {@return whether there is anybody from whom one address could take the lanes} */
    boolean areSeveral(long now) {
        // Not as a difference: it would overflow before there was any.
        return shared > now - REMEMBERED;
    }

    void left(InetAddress address) {
        waiting.updateAndGet(index(address), count -> Math.max(0, count - 1));
    }

    int waiting(InetAddress address) {
        return waiting.get(index(address));
    }

    private int index(InetAddress address) {
        var mixed = (address.hashCode() ^ seed) * MIX;
        return (mixed ^ mixed >>> 15) & (COUNTERS - 1);
    }
}
