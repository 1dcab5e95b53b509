// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    private final AddressRules nothing = new AddressRules(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "::ffff:a9fe:a9fe",
                "64:ff9b::10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001:0:1::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "3fff::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "::ffff:0:127.0.0.1",
                "::ffff:0:8.8.8.8",
                "::8.8.8.8",
                "64:ff9b::1:8.8.8.8",
                "64:ff9b:1::8.8.8.8",
                "64:ff9b:0:0:1::808:808",
                "200::1",
                "1fff:ffff::1",
                "4000::1",
                "5f00::1",
                "8000::1",
                "e000::1",
                "2001:1ff::1",
            })
    void addressThatIsNotPublicIsRefused(String address) throws Exception {
        assertThat(nothing.allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00::1",
                "2000::1",
                "2001:200::1",
                "3ffe:ffff::1",
                "64:ff9b::8.8.8.8",
                "::ffff:8.8.8.8",
                "2002:808:808::1",
            })
    void publicAddressIsAllowed(String address) throws Exception {
        assertThat(nothing.allows(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "127.9.9.9", "::ffff:127.0.0.1", "::1", "fd00::5", "64:ff9b::127.0.0.1", "4000::7"})
    void networkThatTheOperatorAllowsIsAllowed(String address) throws Exception {
        AddressRules rules = new AddressRules(List.of(
                Network.parse("127.0.0.0/8"),
                Network.parse("::1/128"),
                Network.parse("fd00::/16"),
                Network.parse("4000::/16")));
        assertThat(rules.allows(InetAddress.getByName(address))).isTrue();
        assertThat(rules.allows(InetAddress.getByName("10.0.0.1"))).isFalse();
        assertThat(rules.allows(InetAddress.getByName("fd01::5"))).isFalse();
    }
}
