// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.rtp;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts packets of one session. */
final class RtpMeter {
    private long sent;
    private long received;
    private long lost;
    private int source;
    private int expected = -1;
    private long lastNanos;
    private long longestGapNanos;
    private @Nullable Instant first;
    private @Nullable Instant last;

    synchronized void sent() {
        sent++;
    }

    /** Counts a packet and tells whether it is the first of all. */
    synchronized boolean received(RtpPacket packet, long nanos, Instant at) {
        boolean isFirst = first == null;
        if (isFirst) {
            first = at;
        } else {
            longestGapNanos = Math.max(longestGapNanos, nanos - lastNanos);
        }
        if (packet.source() == source && expected >= 0) {
            int missing = (short) (packet.sequence() - expected);
            lost = Math.max(0, lost + (missing < 0 ? -1 : missing));
        }
        if (packet.source() != source || expected < 0 || (short) (packet.sequence() - expected) >= 0) {
            expected = packet.sequence() + 1 & 0xFFFF;
        }
        source = packet.source();
        received++;
        last = at;
        lastNanos = nanos;
        return isFirst;
    }

    synchronized long nanosSinceLast(long now) {
        return received == 0 ? Long.MAX_VALUE : now - lastNanos;
    }

    synchronized RtpStats snapshot() {
        return new RtpStats(
                sent,
                received,
                lost,
                Optional.ofNullable(first),
                Optional.ofNullable(last),
                Duration.ofNanos(longestGapNanos));
    }
}
