// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import org.carillon.testing.net.LoopbackPorts;
import org.junit.jupiter.api.Test;

class UdpDropsTest {
    private static final String HEAD =
            "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops\n";

    private static String line(String local, int drops) {
        return " 2327: " + local + " 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 3718319 2 "
                + "000000002a50e4fb " + drops + "\n";
    }

    @Test
    void drops_are_the_last_column_and_the_port_is_hexadecimal() {
        assertThat(UdpDrops.parse(HEAD + line("0100007F:1770", 12))).containsExactly(Map.entry(6000, 12L));
    }

    @Test
    void sockets_of_one_port_are_added_up() {
        assertThat(UdpDrops.parse(HEAD + line("0100007F:1770", 12) + line("00000000:1770", 3)))
                .containsExactly(Map.entry(6000, 15L));
    }

    @Test
    void what_a_full_socket_loses_while_it_is_watched_is_counted() throws IOException {
        try (var deaf = new DatagramSocket(new InetSocketAddress(LoopbackPorts.loopback(), 0));
                var sender = new DatagramSocket()) {
            deaf.setReceiveBufferSize(2_048);
            fill(sender, deaf);
            var drops = new UdpDrops(Set.of(deaf.getLocalPort()));
            drops.look();
            assertThat(drops.count()).isZero();

            sender.send(to(deaf));
            drops.look();

            assertThat(drops.count()).isEqualTo(1);
        }
    }

    private static void fill(DatagramSocket sender, DatagramSocket deaf) throws IOException {
        for (int i = 0; i < 100; i++) {
            sender.send(to(deaf));
        }
    }

    private static DatagramPacket to(DatagramSocket deaf) {
        return new DatagramPacket(new byte[1_000], 1_000, deaf.getLocalSocketAddress());
    }
}
