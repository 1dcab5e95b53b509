// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MgcpSettingsTest {

    @Test
    void defaultsAreTheEmbeddedServerOnLoopback() {
        MgcpSettings settings = read(Map.of());

        assertThat(settings.servers()).hasToString("[local=carillon://127.0.0.1:2427]");
        assertThat(settings.agent()).isEqualTo(new MgcpSettings.Agent("127.0.0.1", 2428, "127.0.0.1", List.of()));
        assertThat(settings.health())
                .isEqualTo(new MgcpSettings.Health(
                        Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(30), true));
    }

    @Test
    void boundToEveryAddressTheLocalServerIsSpokenToOnLoopback() {
        MgcpSettings settings = read(
                Map.of("carillon.media.servers", "a=carillon://0.0.0.0:2427", "carillon.media.mgcp.bind", "0.0.0.0"));

        assertThat(settings.agent().advertise()).isEqualTo("127.0.0.1");
        assertThat(settings.servers().get(0).resolved().getAddress().isLoopbackAddress())
                .isTrue();
    }

    @Test
    void everyKeyIsRead() {
        MgcpSettings settings = read(Map.of(
                "carillon.media.servers", "a=carillon://10.0.0.1:2427, b=rms://[::1]:2527",
                "carillon.media.mgcp.bind", "0.0.0.0",
                "carillon.media.mgcp.port", "3428",
                "carillon.media.mgcp.advertise", "10.0.0.9",
                "carillon.media.mgcp.other-agents", "10.0.0.8:2428, 10.0.0.7:2428",
                "carillon.media.mgcp.probe-interval", "PT1S",
                "carillon.media.mgcp.lost-after", "PT10S",
                "carillon.media.mgcp.sweep-interval", "PT60S",
                "carillon.media.mgcp.exclusive", "false"));

        assertThat(settings.servers()).hasToString("[a=carillon://10.0.0.1:2427, b=rms://[::1]:2527]");
        assertThat(settings.agent())
                .isEqualTo(
                        new MgcpSettings.Agent("0.0.0.0", 3428, "10.0.0.9", List.of("10.0.0.8:2428", "10.0.0.7:2428")));
        assertThat(settings.health())
                .isEqualTo(new MgcpSettings.Health(
                        Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(60), false));
    }

    @ParameterizedTest
    @CsvSource({
        "port,x,carillon.media.mgcp.port",
        "port,70000,carillon.media.mgcp.port",
        "probe-interval,2s,carillon.media.mgcp.probe-interval",
        "probe-interval,PT0S,carillon.media.mgcp.probe-interval",
        "lost-after,PT1S,carillon.media.mgcp.lost-after",
        "sweep-interval,PT1S,carillon.media.mgcp.sweep-interval",
        "exclusive,yes,carillon.media.mgcp.exclusive",
        "prot,2428,unknown setting carillon.media.mgcp.prot"
    })
    void aBadValueIsRefusedWithItsKey(String key, String value, String message) {
        assertThatThrownBy(() -> read(Map.of("carillon.media.mgcp." + key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "carillon://127.0.0.1:2427",
                "a=carillon://127.0.0.1",
                "a=nothing://127.0.0.1:2427",
                "a=carillon://127.0.0.1:0",
                "a=carillon://h:1,a=carillon://h:2"
            })
    void aBadListOfServersIsRefused(String servers) {
        assertThatThrownBy(() -> read(Map.of("carillon.media.servers", servers)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static MgcpSettings read(Map<String, String> values) {
        var all = new HashMap<>(values);
        all.put("another.setting", "1");
        return MgcpSettings.read(key -> Optional.ofNullable(all.get(key)), all.keySet());
    }
}
