// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoreSettingsTest {
    @Test
    void withoutSettingsTheDefaultsHold() {
        assertThat(read(Map.of()))
                .isEqualTo(new StoreSettings(
                        Path.of("run/data"), Path.of("run/data/recordings"), 256L << 20, 1L << 30, Optional.empty()));
        assertThat(read(Map.of("jboss.server.data.dir", "/srv")).data()).isEqualTo(Path.of("/srv"));
    }

    @Test
    void everyKeyIsRead() {
        Map<String, String> values = Map.of(
                "carillon.data", "/data",
                "carillon.recordings", "/audio",
                "carillon.recordings.min-free-bytes", "0",
                "carillon.outbox.max-bytes", "33554432",
                "carillon.secret-key", "ab");
        assertThat(read(values))
                .isEqualTo(new StoreSettings(Path.of("/data"), Path.of("/audio"), 0, 32L << 20, Optional.of("ab")));
    }

    @Test
    void theKeyIsNotLogged() {
        assertThat(read(Map.of("carillon.secret-key", "abcdef")).toString()).doesNotContain("abcdef");
    }

    @Test
    void badValuesAreNamed() {
        assertThatThrownBy(() -> read(Map.of("carillon.outbox.max-bytes", "1k")))
                .hasMessageContaining("carillon.outbox.max-bytes");
        assertThatThrownBy(() -> read(Map.of("carillon.outbox.max-bytes", "1000")))
                .hasMessageContaining("carillon.outbox.max-bytes");
        assertThatThrownBy(() -> read(Map.of("carillon.recordings.min-free-bytes", "-1")))
                .hasMessageContaining("carillon.recordings.min-free-bytes");
    }

    private static StoreSettings read(Map<String, String> values) {
        return StoreSettings.read(key -> Optional.ofNullable(values.get(key)));
    }
}
