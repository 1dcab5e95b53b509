// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.rtp;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.random.RandomGenerator;

/**
 * Gives out the even ports of a range in turn, so that a port rests before it is used again and late packets of an old call
 * do not reach a new one. A port that something else holds is skipped.
 */
public final class RtpPorts {
    /** Expedited forwarding (RFC 3246), as the byte of the IP header. */
    private static final int EXPEDITED = 46 << 2;

    private final InetAddress address;
    private final int first;
    private final int count;
    private int next;

    /**
     * @param first lowest port; rounded up to even
     * @param last highest port
     */
    public RtpPorts(InetAddress address, int first, int last, RandomGenerator random) {
        this.address = address;
        this.first = first + first % 2;
        this.count = (last - this.first) / 2 + 1;
        if (first < 1024 || last > 65_535 || count < 1) {
            throw new IllegalArgumentException(
                    "RTP ports " + first + "-" + last + " are not a range within 1024-65535");
        }
        this.next = random.nextInt(count);
    }

    /** How many legs the range can hold. */
    public int count() {
        return count;
    }

    /**
     * A bound channel, not blocking.
     *
     * @throws IOException when every port is taken or the address is not this machine's
     */
    public DatagramChannel open() throws IOException {
        for (int tries = 0; tries < count; tries++) {
            int port = first + 2 * next;
            next = (next + 1) % count;
            DatagramChannel channel = DatagramChannel.open(family());
            try {
                channel.bind(new InetSocketAddress(address, port));
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.IP_TOS, EXPEDITED);
                return channel;
            } catch (BindException e) {
                channel.close();
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }
        throw new IOException("no RTP port is free");
    }

    private StandardProtocolFamily family() {
        return address instanceof java.net.Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    }
}
