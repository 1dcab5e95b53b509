// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.routing;

import java.io.Serializable;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import org.jspecify.annotations.Nullable;

/**
 * What an application router said of requests that are out and will come back, by a ticket of 128 random bits in the
 * container's own Route. The state itself never leaves: what comes from the network is not turned into objects, and
 * nobody outside can make a state up.
 *
 * <p>Two generations, so that there is no thread and no entry for each end. Any thread may call it.
 */
final class Returns {
    /** How long a request is waited for at least: as long as timer C lets an INVITE ring (RFC 3261 section 16.6). */
    static final long KEEP_MILLIS = 180_000;

    /** In each generation; beyond it the request is refused. */
    static final int MOST = 100_000;

    private static final int TICKET_BYTES = 16;

    /** Where the router was: both as it returned them, and either may be absent. */
    record Place(
            @Nullable SipApplicationRoutingRegion region,
            @Nullable Serializable state) {}

    private record Generations(Map<String, Place> young, Map<String, Place> old, long since) {}

    private final LongSupplier millis;
    private final SecureRandom random = new SecureRandom();
    private volatile Generations generations;

    /** @param millis a clock that never goes backwards */
    Returns(LongSupplier millis) {
        this.millis = millis;
        this.generations = new Generations(new ConcurrentHashMap<>(), Map.of(), millis.getAsLong());
    }

    /** {@return the ticket for a place, or null when too many requests are out} */
    @Nullable
    String leave(Place place) {
        var now = current();
        if (now.young.size() >= MOST) {
            return null;
        }
        var bytes = new byte[TICKET_BYTES];
        random.nextBytes(bytes);
        var ticket = HexFormat.of().formatHex(bytes);
        now.young.put(ticket, place);
        return ticket;
    }

    /** {@return the place of a ticket, also when a fork outside brings the request back twice; null when it is not known} */
    @Nullable
    Place of(String ticket) {
        var now = current();
        var place = now.young.get(ticket);
        return place == null ? now.old.get(ticket) : place;
    }

    private Generations current() {
        var now = generations;
        return millis.getAsLong() - now.since < KEEP_MILLIS ? now : turn();
    }

    private synchronized Generations turn() {
        var now = generations;
        var time = millis.getAsLong();
        var age = time - now.since;
        if (age >= KEEP_MILLIS) {
            now = new Generations(new ConcurrentHashMap<>(), age >= 2 * KEEP_MILLIS ? Map.of() : now.young, time);
            generations = now;
        }
        return now;
    }
}
