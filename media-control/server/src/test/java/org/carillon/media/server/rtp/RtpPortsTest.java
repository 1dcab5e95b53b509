// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpPortsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static int port(DatagramChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    @Test
    void takenPortIsSkippedAndAFullRangeSaysSo() throws IOException {
        try (DatagramSocket other = new DatagramSocket(0, LOOPBACK)) {
            int even = other.getLocalPort() & ~1;
            RtpPorts ports = new RtpPorts(LOOPBACK, even, even, new Random(1));
            if (other.getLocalPort() == even) {
                assertThatThrownBy(ports::open).isInstanceOf(IOException.class);
                return;
            }
            try (DatagramChannel channel = ports.open()) {
                assertThat(port(channel)).isEqualTo(even);
                assertThatThrownBy(ports::open).isInstanceOf(IOException.class).hasMessage("no RTP port is free");
            }
        }
    }

    @Test
    void portRestsBeforeItIsUsedAgain() throws IOException {
        RtpPorts ports = new RtpPorts(LOOPBACK, 35_001, 35_041, new Random(1));
        int used;
        try (DatagramChannel first = ports.open()) {
            used = port(first);
            assertThat(used % 2).isZero();
        }
        try (DatagramChannel second = ports.open()) {
            assertThat(port(second)).isNotEqualTo(used);
        }
    }

    @Test
    void nonsenseRangeIsRefused() {
        assertThatThrownBy(() -> new RtpPorts(LOOPBACK, 40_000, 39_000, new Random(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RtpPorts(LOOPBACK, 80, 90, new Random(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
