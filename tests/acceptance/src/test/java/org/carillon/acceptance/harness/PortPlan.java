// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance.harness;

import org.carillon.testing.net.LoopbackPorts;

/**
 * The ports of a platform: the usual ones, all shifted by the same offset that leaves them free.
 *
 * @param offset as {@code ./carillon run --port-offset}
 */
record PortPlan(int offset) {
    private static final int SIP = 5060;
    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 9990;
    private static final int MEDIA_SERVER = 2427;
    private static final int CALL_AGENT = 2428;

    /** A plan whose ports are free now; where the search begins is random, so runs side by side seldom meet. */
    static PortPlan free() {
        return new PortPlan(LoopbackPorts.freeOffset(SIP, HTTP, MANAGEMENT, MEDIA_SERVER, CALL_AGENT));
    }

    int sip() {
        return SIP + offset;
    }

    int http() {
        return HTTP + offset;
    }

    int management() {
        return MANAGEMENT + offset;
    }

    int mediaServer() {
        return MEDIA_SERVER + offset;
    }

    int callAgent() {
        return CALL_AGENT + offset;
    }
}
