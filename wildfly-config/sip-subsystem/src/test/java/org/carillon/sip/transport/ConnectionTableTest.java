// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ConnectionTableTest {
    private static final InetAddress ALICE = address(1);
    private static final InetAddress BOB = address(2);
    private static final long NOW = 1_000_000;

    private final ConnectionTable<Peer> table = new ConnectionTable<>(3, 2);
    private int port = 1_000;

    private record Peer(InetSocketAddress remote, boolean inbound, boolean proven, long lastActivity)
            implements ConnectionTable.Peer {}

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private Peer add(InetAddress address, boolean proven, long quiet) {
        var peer = new Peer(new InetSocketAddress(address, port++), true, proven, NOW - quiet);
        table.add(peer);
        return peer;
    }

    @Test
    void oneAddressCannotTakeTheRoomOfOthers() {
        add(ALICE, true, 0);
        add(ALICE, true, 0);

        assertThat(table.admit(ALICE, NOW).granted()).isFalse();
        assertThat(table.admit(BOB, NOW).granted()).isTrue();
    }

    @Test
    void addressesOfOneIpv6NetworkShareTheirRoom() throws UnknownHostException {
        var silent = add(InetAddress.getByName("2001:db8:0:1::1"), true, 40_000);
        var other = add(InetAddress.getByName("2001:db8:0:1:ffff::2"), true, 0);

        var admission = table.admit(InetAddress.getByName("2001:db8:0:1::3"), NOW);
        assertThat(admission.victim()).isSameAs(silent);
        assertThat(table.admit(InetAddress.getByName("2001:db8:0:2::1"), NOW))
                .isEqualTo(new ConnectionTable.Admission<Peer>(true, null));

        table.remove(other);
        assertThat(table.admit(InetAddress.getByName("2001:db8:0:1::3"), NOW))
                .isEqualTo(new ConnectionTable.Admission<Peer>(true, null));
    }

    @Test
    void silentConnectionGivesWayToANewOne() {
        var silent = add(ALICE, false, 5_000);
        add(ALICE, true, 100_000);
        add(BOB, true, 0);

        var admission = table.admit(BOB, NOW);

        assertThat(admission.granted()).isTrue();
        assertThat(admission.victim()).isSameAs(silent);
    }

    @Test
    void amongThoseWithMessagesTheLongestIdleGivesWay() {
        add(ALICE, true, 40_000);
        var oldest = add(ALICE, true, 50_000);
        add(BOB, true, 60_000);

        assertThat(table.admit(ALICE, NOW).victim()).isSameAs(oldest);
    }

    @Test
    void connectionsInUseStay() {
        add(ALICE, true, 31_000);
        add(BOB, true, 31_000);
        add(BOB, false, 500);

        assertThat(table.admit(ALICE, NOW)).isEqualTo(new ConnectionTable.Admission<Peer>(false, null));
    }

    @Test
    void roomIsFreeAgainWhenAConnectionIsGone() {
        add(ALICE, true, 0);
        var gone = add(ALICE, true, 0);

        table.remove(gone);
        table.remove(gone);

        assertThat(table.admit(ALICE, NOW).granted()).isTrue();
        assertThat(table.find(gone.remote())).isNull();
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void aliasLeadsToTheConnectionWhileItIsThere() {
        var peer = add(ALICE, true, 0);
        var first = new InetSocketAddress(ALICE, 5061);
        var second = new InetSocketAddress(ALICE, 5062);

        table.alias(first, peer);
        table.alias(second, peer);

        assertThat(table.find(first)).isNull();
        assertThat(table.find(second)).isSameAs(peer);

        table.remove(peer);
        assertThat(table.find(second)).isNull();
        table.alias(second, peer);
        assertThat(table.find(second)).isNull();
    }

    /** One that we have opened over TLS to a server that had to prove a name. */
    private record Proved(InetSocketAddress remote, String name) implements ConnectionTable.Peer {
        @Override
        public boolean inbound() {
            return false;
        }

        @Override
        public boolean proven() {
            return true;
        }

        @Override
        public long lastActivity() {
            return NOW;
        }
    }

    @Test
    void connectionThatProvedOneNameCarriesNothingForAnother() {
        var connections = new ConnectionTable<ConnectionTable.Peer>(10, 10);
        var remote = new InetSocketAddress(ALICE, 5061);
        var first = new Proved(remote, "a.test");
        connections.add(first);

        assertThat(connections.find(remote, "a.test")).isSameAs(first);
        assertThat(connections.find(remote, "b.test")).isNull();
        assertThat(connections.find(remote)).isSameAs(first);
    }

    @Test
    void eachNameAtAnAddressKeepsItsConnection() {
        var connections = new ConnectionTable<ConnectionTable.Peer>(10, 10);
        var remote = new InetSocketAddress(ALICE, 5061);
        var first = new Proved(remote, "a.test");
        var second = new Proved(remote, "b.test");
        connections.add(first);
        connections.add(second);

        assertThat(connections.find(remote, "a.test")).isSameAs(first);
        assertThat(connections.find(remote, "b.test")).isSameAs(second);
        connections.remove(second);
        assertThat(connections.find(remote, "b.test")).isNull();
        assertThat(connections.find(remote, "a.test")).isSameAs(first);
    }

    @Test
    void connectionThatThePeerOpenedIsTakenForAnyName() {
        var peer = add(ALICE, true, 0);

        assertThat(table.find(peer.remote(), "a.test")).isSameAs(peer);
    }
}
