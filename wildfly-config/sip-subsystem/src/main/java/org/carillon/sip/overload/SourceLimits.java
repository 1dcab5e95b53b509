// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.overload;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.sip.message.Request;

/**
 * How much an address makes this server remember for it: {@link Unacknowledged} INVITEs and {@link Lingering} other requests. What RFC
 * 3261 demands to be kept is kept for half a minute, so without a limit a single sender of datagrams fills the memory.
 *
 * <p>A peer behind a balancer that hides its address shares that of the balancer. Safe for all threads.
 */
public final class SourceLimits {
    /** Answered INVITEs that may wait for their ACK, by default: some 120 MB. */
    public static final int MAX_UNACKNOWLEDGED = 4_000;

    /** Answered other requests that may be kept, by default: some 100 MB. */
    public static final int MAX_LINGERING = 40_000;

    private final Unacknowledged unacknowledged;
    private final Lingering lingering;

    /** @param life 64 times T1 */
    public SourceLimits(Duration life) {
        this(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), life.toMillis());
    }

    /** @param millis a clock that only goes forward, in milliseconds */
    SourceLimits(LongSupplier millis, long lifeMillis) {
        this.unacknowledged = new Unacknowledged(millis, MAX_UNACKNOWLEDGED, lifeMillis);
        this.lingering = new Lingering(millis, MAX_LINGERING, lifeMillis);
    }

    /** Sets how many INVITEs of all peers may wait for their ACK, 2 or more; with half of them an address begins no more calls. */
    public void maxUnacknowledged(int most) {
        unacknowledged.limit(most);
    }

    /** Sets how many other requests of all peers may be kept, 2 or more; with half of them an address may send no more. */
    public void maxLingering(int most) {
        lingering.limit(most);
    }

    /**
     * Notes a 2xx that was sent to an INVITE outside of a dialog.
     *
     * @param tag ours, for a forked INVITE has several answers
     * @param source where the INVITE came from
     */
    public void accepted(String callId, String tag, InetAddress source) {
        unacknowledged.answered(callId, tag, source);
    }

    /** Notes an ACK, or a BYE, which only comes from a peer that has got the answer. */
    public void acknowledged(String callId, String tag) {
        unacknowledged.ended(callId, tag);
    }

    /** Notes that another request than INVITE is let in that came in a datagram from there. */
    public void kept(InetAddress source) {
        lingering.add(source);
    }

    /** {@return whether a request outside of a dialog is one too many} */
    public boolean isTooMuch(String method, InetAddress source) {
        return Request.INVITE.equals(method) ? unacknowledged.isTooMuchFrom(source) : lingering.isTooMuchFrom(source);
    }

    /** {@return whether {@link #isTooMuch} for some method} */
    boolean isAnyTooMuch(InetAddress source) {
        return unacknowledged.isTooMuchFrom(source) || lingering.isTooMuchFrom(source);
    }

    /** {@return how many INVITEs wait for their ACK} */
    public int unacknowledged() {
        return unacknowledged.size();
    }

    /** {@return how many other requests are kept} */
    public int lingering() {
        return lingering.size();
    }
}
