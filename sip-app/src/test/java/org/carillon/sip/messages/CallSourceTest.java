// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.carillon.engine.addresses.Network;
import org.junit.jupiter.api.Test;

class CallSourceTest {
    private static final String BALANCER = "192.0.2.1";
    private static final String OWN_VIA = "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKb";

    private final CallSource behind = new CallSource(List.of(Network.parse(BALANCER)));

    @Test
    void withoutABalancerThePacketCountsWhateverTheSenderWrites() {
        var alone = new CallSource(List.of());

        assertThat(alone.of(BALANCER, List.of(OWN_VIA, "SIP/2.0/UDP 10.0.0.1;received=10.0.0.2")))
                .isEqualTo(BALANCER);
    }

    @Test
    void behindABalancerItIsWhatTheBalancerHasSeen() {
        assertThat(behind.of(
                        BALANCER,
                        List.of(OWN_VIA, "SIP/2.0/UDP pbx.example:5060;branch=z9hG4bKc;received=198.51.100.7;rport=1")))
                .isEqualTo("198.51.100.7");
        assertThat(behind.of(BALANCER, List.of(OWN_VIA, "SIP/2.0/TCP [2001:db8::9];received=[2001:db8::7]")))
                .isEqualTo("2001:db8::7");
    }

    @Test
    void senderWhoNamedItselfRightlyNeedsNoNoteOfTheBalancer() {
        assertThat(behind.of(BALANCER, List.of(OWN_VIA, "SIP/2.0/UDP 198.51.100.7:5080;branch=z9hG4bKc")))
                .isEqualTo("198.51.100.7");
        assertThat(behind.of(BALANCER, List.of(OWN_VIA, "SIP / 2.0 / UDP [2001:db8::7]:5080 ;branch=z9hG4bKc")))
                .isEqualTo("[2001:db8::7]");
    }

    @Test
    void onlyAnAddressThatIsSetAsABalancerIsBelieved() {
        assertThat(behind.of("203.0.113.5", List.of(OWN_VIA, "SIP/2.0/UDP 198.51.100.7;received=198.51.100.7")))
                .isEqualTo("203.0.113.5");
    }

    @Test
    void requestOfTheBalancerItselfIsTheBalancers() {
        assertThat(behind.of(BALANCER, List.of(OWN_VIA))).isEqualTo(BALANCER);
    }

    @Test
    void viasBelowThatOfTheCallerAreHearsay() {
        assertThat(behind.of(
                        BALANCER,
                        List.of(
                                OWN_VIA,
                                "SIP/2.0/UDP 203.0.113.9;branch=z9hG4bKc",
                                "SIP/2.0/UDP 10.0.0.1;received=198.51.100.7")))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void bracketsOfAnAddressDoNotKeepItOutOfItsNetwork() {
        assertThat(Network.parse("2001:db8::/32").contains("[2001:db8::7]")).isTrue();
    }
}
