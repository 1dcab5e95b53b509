// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class RemotePartyTest {
    private static final InetSocketAddress DESCRIBED = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000);
    private static final InetSocketAddress TRANSLATED = new InetSocketAddress(InetAddress.getLoopbackAddress(), 61000);
    private static final InetSocketAddress STRANGER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 62000);

    private static RemoteParty party(boolean latching) {
        RemoteParty party = new RemoteParty(latching);
        party.describe(DESCRIBED);
        return party;
    }

    @Test
    void firstSourceIsFollowedAndStrangersAreNot() {
        RemoteParty party = party(true);
        assertThat(party.target()).isEqualTo(DESCRIBED);
        assertThat(party.accept(TRANSLATED, 1)).isTrue();
        assertThat(party.target()).isEqualTo(TRANSLATED);
        assertThat(party.accept(STRANGER, 2)).isFalse();
        assertThat(party.target()).isEqualTo(TRANSLATED);
    }

    @Test
    void describedSourceWinsOverAStrangerWhoWasFirst() {
        RemoteParty party = party(true);
        party.accept(STRANGER, 1);
        assertThat(party.accept(DESCRIBED, 2)).isTrue();
        assertThat(party.target()).isEqualTo(DESCRIBED);
        assertThat(party.accept(STRANGER, 3)).isFalse();
    }

    @Test
    void sourceThatFellSilentMayBeReplaced() {
        RemoteParty party = party(true);
        party.accept(TRANSLATED, 1);
        assertThat(party.accept(STRANGER, 50)).isFalse();
        assertThat(party.accept(STRANGER, 200)).isTrue();
    }

    @Test
    void withoutLatchingOnlyTheDescribedSourceCounts() {
        RemoteParty party = party(false);
        assertThat(party.accept(TRANSLATED, 1)).isFalse();
        assertThat(party.accept(DESCRIBED, 1)).isTrue();
        assertThat(party.target()).isEqualTo(DESCRIBED);
    }

    @Test
    void holdSendsNowhere() {
        RemoteParty party = party(true);
        party.accept(TRANSLATED, 1);
        party.describe(null);
        assertThat(party.target()).isNull();
    }
}
