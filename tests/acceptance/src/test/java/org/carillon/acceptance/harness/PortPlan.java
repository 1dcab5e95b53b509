// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance.harness;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
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
    private static final int TRIES = 500;

    /** Offsets that keep all ports below those of RTP and of the test phones. */
    private static final int FIRST = 1_000;

    private static final int LAST = 5_900;

    /** A plan whose ports are free now; where the search begins is random, so runs side by side seldom meet. */
    static PortPlan free() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return IntStream.generate(() -> random.nextInt(FIRST, LAST))
                .limit(TRIES)
                .mapToObj(PortPlan::new)
                .filter(PortPlan::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free ports for the platform"));
    }

    private boolean isFree() {
        return List.of(sip(), http(), management(), mediaServer(), callAgent()).stream()
                .allMatch(LoopbackPorts::isFree);
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
