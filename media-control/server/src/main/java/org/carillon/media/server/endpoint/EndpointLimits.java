// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.endpoint;

import java.time.Duration;
import org.carillon.media.server.audio.Pcm;

/**
 * Bounds of what exists.
 *
 * @param legs most legs, and most mixers
 * @param rtpTimeout silence of RTP after which the call agent is told
 * @param lease time without any datagram of the call agent after which a leg without RTP is deleted
 * @param longLease the same for a leg whose RTP flows
 */
public record EndpointLimits(int legs, Duration rtpTimeout, Duration lease, Duration longLease) {
    public EndpointLimits {
        if (legs < 1 || rtpTimeout.toMillis() < 100 || lease.isZero() || longLease.compareTo(lease) < 0) {
            throw new IllegalArgumentException("limits of endpoints out of range");
        }
    }

    static long frames(Duration duration) {
        return duration.toMillis() / Pcm.FRAME_MS;
    }
}
