// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.legs;

import java.time.Duration;

/**
 * How long a leg waits; every wait has an end.
 *
 * @param admission for the engine to take a new call
 * @param ack for the ACK of a 200, 64 x T1 (RFC 3261 13.3.1.4)
 * @param bye for an answer to BYE or, after CANCEL, to the INVITE: a little more than 64 x T1, so that the stack's own
 *     408 comes first
 * @param reoffer for the engine to answer a re-INVITE or UPDATE
 * @param unanswered for an inbound or outbound call to be answered at all; the engine's own time-outs are far shorter
 */
public record LegTimes(Duration admission, Duration ack, Duration bye, Duration reoffer, Duration unanswered) {
    /** What RFC 3261 says. */
    public static final LegTimes STANDARD = new LegTimes(
            Duration.ofSeconds(8),
            Duration.ofSeconds(32),
            Duration.ofSeconds(34),
            Duration.ofSeconds(10),
            Duration.ofMinutes(15));

    /** @throws IllegalArgumentException when a wait is not longer than nothing */
    public LegTimes {
        for (Duration wait : new Duration[] {admission, ack, bye, reoffer, unanswered}) {
            if (wait.isNegative() || wait.isZero()) {
                throw new IllegalArgumentException("a wait of " + wait + " is too short");
            }
        }
    }
}
