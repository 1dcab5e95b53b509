// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,192.0.2.1:5060,true",
        "192.0.2.1,192.0.2.2:5060,false",
        "192.0.2.1,192.0.2.11:5060,false",
        "192.0.2.1:5080,192.0.2.1:5080,true",
        "192.0.2.1:5080,192.0.2.1:5060,false",
        "2001:db8::1,2001:db8:0:0:0:0:0:1:5060,true",
        "2001:db8::1,[2001:db8:0:0:0:0:0:1]:5060,true",
        "[2001:db8::1]:5080,2001:db8:0:0:0:0:0:1:5060,false",
        "[2001:db8::1],2001:db8:0:0:0:0:0:1:5060,true",
        "192.0.2.1,trunk.example:5060,false",
        "192.0.2.1,192.0.2.1,false"
    })
    void matchesTheSameAddress(String written, String peer, boolean matches) {
        assertThat(Peer.of(written).matches(peer)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "trunk.example",
                "localhost",
                "192.0.2.1:",
                "192.0.2.1:0",
                "192.0.2.1:65536",
                "1.2.3.4.5",
                "[::1"
            })
    void anythingElseIsRefused(String written) {
        assertThatThrownBy(() -> Peer.of(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an IP address");
    }

    @Test
    void isWrittenAsItIsRead() {
        assertThat(Peer.of("192.0.2.1").text()).isEqualTo("192.0.2.1");
        assertThat(Peer.of("192.0.2.1:5080").text()).isEqualTo("192.0.2.1:5080");
        assertThat(Peer.of(Peer.of("[2001:db8::1]:5080").text())).isEqualTo(Peer.of("[2001:db8::1]:5080"));
    }
}
