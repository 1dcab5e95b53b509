// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.rtp;

/** Counters of one session, as {@code P:} of MGCP reports them (RFC 3435 section 3.2.2.7). */
public final class RtpStatistics {
    private long packetsSent;
    private long octetsSent;
    private long packetsReceived;
    private long octetsReceived;
    private long lost;
    private int highest = -1;
    private int ssrc;

    void sent(int octets) {
        packetsSent++;
        octetsSent += octets;
    }

    void received(RtpPacket packet) {
        packetsReceived++;
        octetsReceived += packet.payloadLength;
        int step = highest < 0 || packet.ssrc != ssrc ? 1 : (short) (packet.sequence - highest);
        if (step > 0) {
            lost += step - 1;
            highest = packet.sequence;
        } else if (step < 0 && lost > 0) {
            lost--;
        }
        ssrc = packet.ssrc;
    }

    public long packetsSent() {
        return packetsSent;
    }

    public long packetsReceived() {
        return packetsReceived;
    }

    /** The value of {@code P:}; the jitter is not measured and reported as 0. */
    public String report() {
        return "PS=" + packetsSent + ", OS=" + octetsSent + ", PR=" + packetsReceived + ", OR=" + octetsReceived
                + ", PL=" + lost + ", JI=0, LA=0";
    }
}
