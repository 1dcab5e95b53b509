// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.rtp;

import java.time.Duration;
import java.time.Instant;

/**
 * A key that the other side pressed.
 *
 * @param key one of {@code 0-9 * # A-D}
 * @param how by which road it came
 * @param at when it began, by this computer's clock
 * @param length how long it was held; zero when the road does not say
 */
public record HeardDigit(char key, Road how, Instant at, Duration length) {
    /** The three roads of a key. */
    public enum Road {
        /** Telephone events in RTP, RFC 4733. */
        RTP_EVENT,
        /** Tones in the audio. */
        IN_BAND,
        /** A SIP INFO request. */
        SIP_INFO
    }
}
