// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.carillon.sip.concurrency.ConcurrencyMode;
import org.jspecify.annotations.Nullable;

/**
 * What the operator set on {@code /subsystem=sip}.
 *
 * @param serverId value that all nodes of a cluster share, put into tags so that each takes the other's in-dialog
 *     requests as its own; null makes a random one, which is right for a single node
 * @param node name of this node, written into Contact and Record-Route so that a balancer finds the node that has a
 *     dialog; 1 to 64 letters, digits, dots, hyphens and underscores; null when there is only one
 * @param defaultApplication name of the application that gets initial requests when more than one is deployed; null
 *     when the only one is meant
 * @param dar URL of a file for the JSR 289 default application router; null for our own router
 * @param lanes how many threads handle datagrams, 1 or more
 * @param laneLength how many datagrams may wait in one lane, 1 or more
 * @param udpBuffer size in bytes of each UDP socket's receive and send buffer
 * @param timers the intervals of RFC 3261 section 17
 * @param concurrency what runs on one thread at a time in applications that say nothing about it
 * @param stackProperties further properties of the stack; they win over ours
 */
public record SipSettings(
        @Nullable String serverId,
        @Nullable String node,
        @Nullable String defaultApplication,
        @Nullable String dar,
        int lanes,
        int laneLength,
        int udpBuffer,
        Timers timers,
        ConcurrencyMode concurrency,
        Map<String, String> stackProperties) {
    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Checks the bounds and keeps a copy of the properties. */
    public SipSettings {
        if (lanes < 1 || laneLength < 1 || udpBuffer < 1) {
            throw new IllegalArgumentException("lanes, lane-length and udp-buffer must be 1 or more");
        }
        stackProperties = Map.copyOf(stackProperties);
        // An expression with an empty default means that nothing was set.
        serverId = blankToNull(serverId);
        node = blankToNull(node);
        if (node != null && !NODE.matcher(node).matches()) {
            throw new IllegalArgumentException("node must be 1 to 64 letters, digits, dots, hyphens and underscores");
        }
        defaultApplication = blankToNull(defaultApplication);
        dar = blankToNull(dar);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** The intervals by name; each can change while the container runs. */
    public enum Timer {
        /** See {@link Timers#t1}. */
        T1,
        /** See {@link Timers#t2}. */
        T2,
        /** See {@link Timers#t4}. */
        T4,
        /** See {@link Timers#d}. */
        D
    }

    /**
     * The intervals of RFC 3261 section 17.
     *
     * @param t1 estimate of the round trip, 500 ms in the RFC
     * @param t2 longest interval between retransmissions of a non-INVITE request, 4 s
     * @param t4 how long a message may stay in the network, 5 s
     * @param d how long a client INVITE transaction waits for repeated responses; the stack allows 32 s or more
     */
    public record Timers(Duration t1, Duration t2, Duration t4, Duration d) {
        /** Checks that each is positive and {@code d} long enough. */
        public Timers {
            if (t1.toMillis() < 1 || t2.toMillis() < 1 || t4.toMillis() < 1 || d.toMillis() < 32_000) {
                throw new IllegalArgumentException("t1, t2 and t4 must be 1 ms or more, timer-d 32 s or more");
            }
        }
    }
}
