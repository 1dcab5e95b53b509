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
                        "carillon.prompts.folder", "/elsewhere",
                        "carillon.prompts.processes", "3",
                        "carillon.prompts.program-time", "PT5S",
                        "carillon.prompts.speech-megabytes", "10",
                        "carillon.prompts.fetched-megabytes", "20",
                        "carillon.prompts.file-megabytes", "5")))
                .isEqualTo(new MediaLayerSettings(
                        Path.of("/elsewhere"), 3, Duration.ofSeconds(5), 10_000_000, 20_000_000, 5_000_000));
    }

    @ParameterizedTest
    @CsvSource({
        "carillon.prompts.processes, 0",
        "carillon.prompts.processes, many",
        "carillon.prompts.program-time, 5 seconds",
        "carillon.prompts.program-time, PT0S",
        "carillon.prompts.speech-megabytes, 0",
        "carillon.prompts.fetched-megabytes, -1",
        "carillon.prompts.file-megabytes, 100000",
        "carillon.prompts.speach-megabytes, 10",
    })
    void badValueOrKeyStopsTheStartAndIsNamed(String key, String value) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key);
    }
}
