// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.SocketException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopbackPortsTest {
    @Test
    void takenPortIsSeenWithoutBindingIt() throws SocketException {
        int port;
        try (DatagramSocket socket = LoopbackPorts.openRtpSocket()) {
            port = socket.getLocalPort();
            assertThat(LoopbackPorts.isTaken(port)).isTrue();
            assertThat(LoopbackPorts.isFree(port)).isFalse();
        }
        assertThat(LoopbackPorts.isTaken(port)).isFalse();
    }

    @Test
    void mediaBlocksDoNotOverlap() {
        int first = LoopbackPorts.freeMediaBlock();
        int second = LoopbackPorts.freeMediaBlock();
        assertThat(IntStream.range(first, first + 8)).doesNotContain(second);
    }
}
