// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carillon.engine.addresses.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSettingsTest {
    private static WebhookSettings read(Map<String, String> values) {
        return WebhookSettings.read(values.keySet(), name -> Optional.ofNullable(values.get(name)));
    }

    @Test
    void everythingHasADefaultAndNoInnerNetworkIsAllowed() {
        assertThat(read(Map.of("other.key", "x")))
                .isEqualTo(new WebhookSettings(
                        List.of(), 2000, 500, 1000, 200, 10, Duration.ofSeconds(4), Duration.ofSeconds(60)));
    }

    @Test
    void everyKeyIsRead() {
        assertThat(read(Map.of(
                        "carillon.webhook.allowed-networks", " 127.0.0.0/8, ::1 ",
                        "carillon.webhook.requests", "7",
                        "carillon.webhook.requests-per-account", "8",
                        "carillon.webhook.connections", "6",
                        "carillon.webhook.connections-per-server", "5",
                        "carillon.webhook.redirects", "0",
                        "carillon.webhook.keep-alive", "PT1S",
                        "carillon.webhook.content-time", "PT2S")))
                .isEqualTo(new WebhookSettings(
                        List.of(Network.parse("127.0.0.0/8"), Network.parse("::1/128")),
                        7,
                        8,
                        6,
                        5,
                        0,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2)));
    }

    @Test
    void emptyListAllowsNothing() {
        assertThat(read(Map.of("carillon.webhook.allowed-networks", " ")).allowedNetworks())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "allowed-networks, localhost",
        "allowed-networks, 10.0.0.0/33",
        "requests, 0",
        "requests, many",
        "requests-per-account, 0",
        "connections, -1",
        "connections-per-server, 0",
        "connections-per-server, 1001",
        "redirects, 51",
        "keep-alive, 4",
        "keep-alive, PT0S",
        "content-time, PT1H",
        "allow-networks, 10.0.0.0/8",
    })
    void badValueOrKeyStopsTheStartAndIsNamed(String key, String value) {
        assertThatThrownBy(() -> read(Map.of("carillon.webhook." + key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("carillon.webhook." + key);
    }
}
