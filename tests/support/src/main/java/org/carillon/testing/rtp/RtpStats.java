// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.rtp;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Counters of one session.
 *
 * @param sent packets sent
 * @param received packets received and understood
 * @param lost packets missing by sequence number
 * @param firstReceived when the first packet came
 * @param lastReceived when the latest came
 * @param longestGap between two packets
 */
public record RtpStats(
        long sent,
        long received,
        long lost,
        Optional<Instant> firstReceived,
        Optional<Instant> lastReceived,
        Duration longestGap) {}
