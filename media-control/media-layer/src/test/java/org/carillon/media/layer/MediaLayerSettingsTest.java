// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaLayerSettingsTest {
    private static MediaLayerSettings read(Map<String, String> values) {
        return MediaLayerSettings.read(
                values.keySet(), name -> Optional.ofNullable(values.get(name)), Path.of("/data"));
    }

    @Test
    void everythingHasADefault() {
        assertThat(read(Map.of("other.key", "x")))
                .isEqualTo(new MediaLayerSettings(
                        Path.of("/data/media"), 2, Duration.ofSeconds(15), 512_000_000, 2_048_000_000L, 40_000_000));
    }

    @Test
    void everyKeyIsRead() {
        assertThat(read(Map.of(
                        "carillon.media.folder", "/elsewhere",
                        "carillon.media.processes", "3",
                        "carillon.media.program-time", "PT5S",
                        "carillon.media.speech-megabytes", "10",
                        "carillon.media.fetched-megabytes", "20",
                        "carillon.media.file-megabytes", "5")))
                .isEqualTo(new MediaLayerSettings(
                        Path.of("/elsewhere"), 3, Duration.ofSeconds(5), 10_000_000, 20_000_000, 5_000_000));
    }

    @ParameterizedTest
    @CsvSource({
        "carillon.media.processes, 0",
        "carillon.media.processes, many",
        "carillon.media.program-time, 5 seconds",
        "carillon.media.program-time, PT0S",
        "carillon.media.speech-megabytes, 0",
        "carillon.media.fetched-megabytes, -1",
        "carillon.media.file-megabytes, 100000",
        "carillon.media.speach-megabytes, 10",
    })
    void badValueOrKeyStopsTheStartAndIsNamed(String key, String value) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key);
    }
}
