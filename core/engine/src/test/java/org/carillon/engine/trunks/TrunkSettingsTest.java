// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.trunks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.carillon.engine.numbers.PhoneNumber;
import org.junit.jupiter.api.Test;

class TrunkSettingsTest {
    private static final PhoneNumber LONDON = new PhoneNumber("+442079460958");

    @Test
    void nothingIsAllowedWithoutSettings() {
        TrunkPolicy policy = read(Map.of());
        assertThat(policy.admits("127.0.0.1")).isFalse();
        assertThat(policy.defaultTrunk()).isEmpty();
        assertThat(policy.allows(LONDON)).isFalse();
    }

    @Test
    void everyKeyIsRead() {
        TrunkPolicy policy = read(Map.of(
                TrunkSettings.NETWORKS, "192.0.2.0/24, 127.0.0.0/8",
                TrunkSettings.DEFAULT_TRUNK, "sip:trunk.example.com:5070",
                TrunkSettings.ALLOWED_PREFIXES, "+44,+1"));
        assertThat(policy.admits("127.0.0.1")).isTrue();
        assertThat(policy.admits("192.0.3.1")).isFalse();
        assertThat(policy.defaultTrunk()).contains("sip:trunk.example.com:5070");
        assertThat(policy.allows(LONDON)).isTrue();
        assertThat(policy.allows(new PhoneNumber("+4930123456"))).isFalse();
    }

    @Test
    void plusAllowsEveryNumber() {
        assertThat(read(Map.of(TrunkSettings.ALLOWED_PREFIXES, "+")).allows(LONDON))
                .isTrue();
    }

    @Test
    void badValueIsRefusedWithItsKey() {
        assertRefused(TrunkSettings.NETWORKS, "127.0.0.0/8,everywhere");
        assertRefused(TrunkSettings.DEFAULT_TRUNK, "trunk.example.com");
        assertRefused(TrunkSettings.ALLOWED_PREFIXES, "44");
    }

    private static void assertRefused(String key, String value) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(key + ": ");
    }

    private static TrunkPolicy read(Map<String, String> settings) {
        return TrunkSettings.read(key -> Optional.ofNullable(settings.get(key)));
    }
}
