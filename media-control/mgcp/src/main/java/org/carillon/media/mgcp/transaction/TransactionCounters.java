// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.transaction;

/**
 * Counts since the start.
 *
 * @param sent commands sent, without repeats
 * @param repeated datagrams sent again
 * @param timedOut commands without an answer before their deadline
 * @param refused commands not sent because too many were waiting
 * @param received commands received, without repeats
 * @param duplicates repeats of commands received
 * @param malformed messages that could not be read
 */
public record TransactionCounters(
        long sent, long repeated, long timedOut, long refused, long received, long duplicates, long malformed) {}
