// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.SocketException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    void noPortOfARowIsGivenToSomebodyElse() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> takers = Collections.nCopies(64, () -> LoopbackPorts.freeSipPorts(3));
            Set<Integer> given = new HashSet<>();
            for (Future<Integer> first : pool.invokeAll(takers)) {
                IntStream.range(first.get(), first.get() + 3)
                        .forEach(port -> assertThat(given.add(port))
                                .as("port " + port + " is given once")
                                .isTrue());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void portsOfAServerAreFreeAndBelowThoseOfPhones() {
        int offset = LoopbackPorts.freeOffset(5060, 9990);
        assertThat(LoopbackPorts.isFree(5060 + offset)).isTrue();
        assertThat(LoopbackPorts.isFree(9990 + offset)).isTrue();
        assertThat(9990 + offset).isLessThan(16_384);
    }

    @Test
    void mediaBlocksDoNotOverlap() {
        int first = LoopbackPorts.freeMediaBlock();
        int second = LoopbackPorts.freeMediaBlock();
        assertThat(IntStream.range(first, first + 8)).doesNotContain(second);
    }
}
