// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.overload;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * INVITEs that an application has answered with 2xx and whose ACK has not come. The stack keeps such a call and repeats its answer
 * for 64 times T1 (RFC 3261 section 13.3.1.4), so whoever sends INVITEs and no ACKs makes a server hold some 30 kB for 32 s for the
 * price of one datagram, as half-open connections do.
 *
 * <p>There is a limit to all of them, and one address may have half of it. When all of it is taken, those may go on that have less than
 * a hundredth, so that two floods do not shut everybody else out. An honest peer has as many as calls begin within a
 * round trip. Each node counts its own; safe for all threads.
 */
final class Unacknowledged {
    /** Of the limit: with less an address is no reason why it was reached. */
    static final int SMALL_SHARE = 100;

    private final LongSupplier millis;
    private final Map<Call, Waiting> waiting = new LinkedHashMap<>();
    private final Map<InetAddress, Integer> ofSource = new HashMap<>();
    private int limit;
    private final long life;
    /** Whether anybody may have reached a limit; read for each request that begins something. */
    private volatile boolean crowded;

    private record Call(String id, String tag) {}

    private record Waiting(InetAddress source, long until) {}

    /**
     * @param millis a clock that only goes forward, in milliseconds
     * @param limit see {@link #limit(int)}
     * @param lifeMillis how long an ACK is waited for
     */
    Unacknowledged(LongSupplier millis, int limit, long lifeMillis) {
        this.millis = millis;
        this.limit = limit;
        this.life = lifeMillis;
    }

    /** Sets how many of all peers may wait for their ACK, 2 or more; with half of them an address begins no more calls. */
    synchronized void limit(int most) {
        limit = most;
        crowded = isCrowded();
    }

    /**
     * Notes a 2xx that was sent to an INVITE outside of a dialog.
     *
     * @param tag ours, for a forked INVITE has several answers
     * @param source where the INVITE came from
     */
    synchronized void answered(String callId, String tag, InetAddress source) {
        if (waiting.putIfAbsent(new Call(callId, tag), new Waiting(source, millis.getAsLong() + life)) == null) {
            ofSource.merge(source, 1, Integer::sum);
            crowded = isCrowded();
        }
    }

    /** Notes an ACK, or a BYE, which only comes from a peer that has got the answer. Others than those above mean nothing. */
    synchronized void ended(String callId, String tag) {
        var ended = waiting.remove(new Call(callId, tag));
        if (ended != null) {
            left(ended);
        }
    }

    /** {@return whether an INVITE outside of a dialog is one too many} */
    boolean isTooMuchFrom(InetAddress source) {
        if (!crowded) {
            return false;
        }
        synchronized (this) {
            expire();
            var own = ofSource.getOrDefault(source, 0);
            return own >= limit / 2 || (waiting.size() >= limit && own >= limit / SMALL_SHARE);
        }
    }

    /** {@return how many wait now} */
    synchronized int size() {
        expire();
        return waiting.size();
    }

    /** All wait equally long, so the first to come is the first to go. */
    private void expire() {
        var now = millis.getAsLong();
        for (var all = waiting.values().iterator(); all.hasNext(); ) {
            var oldest = all.next();
            if (oldest.until > now) {
                return;
            }
            all.remove();
            left(oldest);
        }
    }

    private void left(Waiting ended) {
        ofSource.computeIfPresent(ended.source, (any, count) -> count == 1 ? null : count - 1);
        crowded = isCrowded();
    }

    private boolean isCrowded() {
        return waiting.size() >= limit / 2;
    }
}
