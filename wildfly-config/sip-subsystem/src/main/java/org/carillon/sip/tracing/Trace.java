// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.tracing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which messages an operator wants to see, and for how long.
 *
 * @param callId the Call-ID, character by character (RFC 3261 section 8.1.1.4); null for every call
 * @param peer the address of the other side; null for every peer
 * @param time until it ends of its own, up to a day
 * @param messages how many are written at most
 */
public record Trace(@Nullable String callId, @Nullable Peer peer, Duration time, int messages) {
    /** A forgotten trace ends after a day. */
    public static final Duration LONGEST = Duration.ofDays(1);

    /** The most messages of one trace. */
    public static final int MOST_MESSAGES = 100_000;

    private static final int LONGEST_CALL_ID = 1_000;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException when it would trace everything, or for ever
     */
    public Trace {
        if (callId == null && peer == null) {
            throw new IllegalArgumentException("a trace needs a call-id or a peer");
        }
        if (callId != null && (callId.isBlank() || callId.length() > LONGEST_CALL_ID)) {
            throw new IllegalArgumentException("call-id must have 1 to " + LONGEST_CALL_ID + " characters");
        }
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a trace lasts up to " + LONGEST.toMinutes() + " minutes");
        }
        if (messages < 1 || messages > MOST_MESSAGES) {
            throw new IllegalArgumentException("a trace writes 1 to " + MOST_MESSAGES + " messages");
        }
    }

    boolean matches(@Nullable String call, String address) {
        return (callId == null || callId.equals(call)) && (peer == null || peer.matches(address));
    }
}
