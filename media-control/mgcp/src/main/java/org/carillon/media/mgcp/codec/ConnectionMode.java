// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

/** What a connection does with audio, seen from the gateway (parameter {@code M}, RFC 3435 section 3.2.2.6). */
public enum ConnectionMode {
    INACTIVE("inactive"),
    SENDONLY("sendonly"),
    RECVONLY("recvonly"),
    SENDRECV("sendrecv"),
    /** A party of a conference: everything received is mixed to the others. */
    CONFERENCE("confrnce"),
    LOOPBACK("loopback"),
    CONTINUITY_TEST("conttest"),
    NETWORK_LOOP("netwloop"),
    NETWORK_TEST("netwtest");

    private final String wire;

    ConnectionMode(String wire) {
        this.wire = wire;
    }

    /** The word on the wire. */
    public String wire() {
        return wire;
    }

    /** @throws MgcpSyntaxException 517 for any other word */
    public static ConnectionMode parse(String text) {
        for (ConnectionMode mode : values()) {
            if (mode.wire.equalsIgnoreCase(text)) {
                return mode;
            }
        }
        throw new MgcpSyntaxException(ReturnCode.INVALID_MODE, "unknown connection mode");
    }
}
