// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, 53",
        "192.0.2.1:5353, 192.0.2.1, 5353",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1, 53",
        "[2001:db8::1], 2001:db8:0:0:0:0:0:1, 53",
        "[2001:db8::1]:5353, 2001:db8:0:0:0:0:0:1, 5353"
    })
    void serverIsAnAddressWithAPortOrWithout(String text, String address, int port) {
        var server = LocationSettings.server(text);

        assertThat(server.getAddress().getHostAddress()).isEqualTo(address);
        assertThat(server.getPort()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dns.example.com", "192.0.2.1:x", "192.0.2.1:70000", "[::1", "1.2.3.4.5"})
    void nameIsRefused(String text) {
        assertThatThrownBy(() -> LocationSettings.server(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void timeHasABound() {
        assertThatThrownBy(() -> new LocationSettings(List.of(), Duration.ofMillis(99)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
