// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

import java.time.Instant;

/**
 * A servlet timer (JSR 289 chapter 8).
 *
 * @param due when it fires next
 * @param periodMillis 0 for one that fires once
 * @param fixedDelay whether the period begins when the listener returns
 * @param persistent whether it is reason enough for a copy of its session, also when that has no call
 */
public record TimerImage(
        String id, Instant due, long periodMillis, boolean fixedDelay, boolean persistent, Value info) {}
