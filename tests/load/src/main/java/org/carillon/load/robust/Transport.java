// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

/** The ways into the server, with the ports it listens on in its own namespace. */
enum Transport {
    /** Datagrams. */
    UDP(5060),
    /** RFC 3261 section 18. */
    TCP(5060),
    /** RFC 3261 section 26.2.1. */
    TLS(5061),
    /** RFC 7118. */
    WS(5062);

    private final int port;

    Transport(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }
}
