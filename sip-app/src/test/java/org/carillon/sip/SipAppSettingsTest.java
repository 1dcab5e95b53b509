// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.carillon.engine.addresses.Network;
import org.junit.jupiter.api.Test;

class SipAppSettingsTest {
    private static SipAppSettings read(Map<String, String> values) {
        return SipAppSettings.read(key -> Optional.ofNullable(values.get(key)));
    }

    @Test
    void withoutSettingsNoBalancerIsBelieved() {
        assertThat(read(Map.of()).source().balancers()).isEmpty();
    }

    @Test
    void balancersAreAddressesAndNetworks() {
        assertThat(read(Map.of("carillon.sip.balancers", "192.0.2.1, 2001:db8::/64"))
                        .source()
                        .balancers())
                .containsExactly(Network.parse("192.0.2.1/32"), Network.parse("2001:db8::/64"));
    }

    @Test
    void nameInPlaceOfABalancersAddressIsRefusedWithItsKey() {
        assertThatThrownBy(() -> read(Map.of("carillon.sip.balancers", "balancer.example")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("carillon.sip.balancers");
    }
}
