// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.overload;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Requests other than INVITE that came in datagrams and were answered: the answer is kept for 64 times T1, in case the request is sent
 * again (RFC 3261 section 17.2.2, Timer J). At ten thousand a second that is a third of a million.
 *
 * <p>There is a limit to all of them, and one address may have half of it. When all of it is taken, those may go on that have less than
 * a hundredth, so that two floods do not shut everybody else out. Their ends are known beforehand, so they are counted by
 * spans of time, a sixteenth of their life each, and end up to one span late. Each node counts its own; safe for all threads.
 */
final class Lingering {
    private static final int SPANS = 16;
    private static final int SMALL_SHARE = Unacknowledged.SMALL_SHARE;

    /** Of the limit, what an address may begin within one span: what is new is live, and a collector of garbage stands still for it. */
    private static final int BURST_SHARE = 32;

    private static final int LEAST_BURST = 100;

    private final LongSupplier millis;
    private final long life;
    private final Deque<Span> spans = new ArrayDeque<>();
    private final Map<InetAddress, Integer> ofSource = new HashMap<>();
    private int limit;
    private int all;
    /** Whether anybody may have reached a limit; read for each request that begins something. */
    private volatile boolean crowded;

    /** Whether an address has begun within the last span what it may. */
    private volatile boolean bursting;

    /** What began within one span of time. */
    private record Span(long begin, Map<InetAddress, Integer> counts) {}

    /**
     * @param millis a clock that only goes forward, in milliseconds
     * @param limit see {@link #limit(int)}
     * @param lifeMillis how long an answer is kept
     */
    Lingering(LongSupplier millis, int limit, long lifeMillis) {
        this.millis = millis;
        this.limit = limit;
        this.life = lifeMillis;
    }

    synchronized void limit(int most) {
        limit = most;
        crowded = all >= limit / 2;
    }

    synchronized void add(InetAddress source) {
        var now = millis.getAsLong();
        expire(now);
        var last = spans.peekLast();
        if (last == null || now - last.begin >= life / SPANS) {
            last = new Span(now, new HashMap<>());
            spans.addLast(last);
            bursting = false;
        }
        if (last.counts.merge(source, 1, Integer::sum) >= burst()) {
            bursting = true;
        }
        ofSource.merge(source, 1, Integer::sum);
        crowded = ++all >= limit / 2;
    }

    boolean isTooMuchFrom(InetAddress source) {
        if (!crowded && !bursting) {
            return false;
        }
        synchronized (this) {
            var now = millis.getAsLong();
            expire(now);
            if (isBurstOf(source, now)) {
                return true;
            }
            var own = ofSource.getOrDefault(source, 0);
            return own >= limit / 2 || (all >= limit && own >= limit / SMALL_SHARE);
        }
    }

    private boolean isBurstOf(InetAddress source, long now) {
        var last = spans.peekLast();
        if (last == null || now - last.begin >= life / SPANS) {
            bursting = false;
            return false;
        }
        return last.counts.getOrDefault(source, 0) >= burst();
    }

    private int burst() {
        return Math.max(limit / BURST_SHARE, LEAST_BURST);
    }

    synchronized int size() {
        expire(millis.getAsLong());
        return all;
    }

    private void expire(long now) {
        var oldest = spans.peekFirst();
        while (oldest != null && now - oldest.begin >= life + life / SPANS) {
            spans.removeFirst();
            oldest.counts.forEach(this::left);
            oldest = spans.peekFirst();
        }
        crowded = all >= limit / 2;
    }

    private void left(InetAddress source, int count) {
        all -= count;
        ofSource.computeIfPresent(source, (any, before) -> before == count ? null : before - count);
    }
}
