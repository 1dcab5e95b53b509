// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import java.time.Duration;

/**
 * Bounds of one connector's connections.
 *
 * @param connections most connections at a time, both those that peers opened and ours
 * @param connectionsPerAddress most connections that one IPv4 address or one IPv6 network (/64) may have opened
 * @param idle how long a connection may be silent in both directions before it is closed
 * @param message how long a peer may take to finish a message or a handshake that it began, and to send its first one
 * @param connect how long our own connection to a peer may take
 * @param writeQueue most bytes that wait for a peer to read them, 100 more for each message, though one message always may;
 *     a peer that lets more wait is disconnected
 */
public record StreamSettings(
        int connections, int connectionsPerAddress, Duration idle, Duration message, Duration connect, int writeQueue) {
    /** What a connector has unless the operator says otherwise. */
    public static final StreamSettings DEFAULT = new StreamSettings(
            10_000, 1_000, Duration.ofHours(1), Duration.ofSeconds(10), Duration.ofSeconds(5), 1_048_576);

    /** Checks the bounds. */
    public StreamSettings {
        if (connections < 1 || connectionsPerAddress < 1 || writeQueue < 1) {
            throw new IllegalArgumentException("connections and the write queue must be 1 or more");
        }
        if (idle.toMillis() < 1 || message.toMillis() < 1 || connect.toMillis() < 1) {
            throw new IllegalArgumentException("the times of a connection must be 1 ms or more");
        }
    }
}
