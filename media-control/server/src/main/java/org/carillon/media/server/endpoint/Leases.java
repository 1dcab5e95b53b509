// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.endpoint;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** When each call agent was last heard of, in turns of the loop. The 1,000 latest are remembered. */
final class Leases {
    private static final int MOST = 1000;

    private final LinkedHashMap<InetSocketAddress, Long> seen = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Long> eldest) {
            return size() > MOST;
        }
    };

    void seen(InetSocketAddress source, long turn) {
        seen.put(source, turn);
    }

    /** Turns since this call agent was heard of; very many when never. */
    long silentTurns(InetSocketAddress source, long turn) {
        Long last = seen.get(source);
        return last == null ? Long.MAX_VALUE : turn - last;
    }
}
