// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCacheTest {
    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-11-20T12:00:00Z"));
    private FileCache cache;

    @BeforeEach
    void open() throws IOException {
        cache = new FileCache(folder, 1000, Duration.ofMinutes(10), clock);
    }

    private Path keep(String name, int size) throws IOException {
        Path draft = cache.draft();
        Files.write(draft, new byte[size]);
        Path kept = cache.keep(name, draft);
        clock.advance(Duration.ofMinutes(1));
        return kept;
    }

    @Test
    void fileIsFoundUnderItsName() throws IOException {
        Path kept = keep("aa1", 10);
        assertThat(cache.find("aa1")).contains(kept);
        assertThat(cache.find("aa2")).isEmpty();
        assertThat(cache.bytes()).isEqualTo(10);
    }

    @Test
    void fileThatWasNotUsedForLongestGoesFirst() throws IOException {
        keep("aa1", 400);
        keep("aa2", 400);
        clock.advance(Duration.ofMinutes(20));
        assertThat(cache.find("aa1")).isPresent();
        keep("aa3", 400);
        assertThat(cache.find("aa2")).isEmpty();
        assertThat(cache.find("aa1")).isPresent();
        assertThat(cache.find("aa3")).isPresent();
        assertThat(cache.bytes()).isEqualTo(800);
    }

    @Test
    void fileThatACallMayBeHearingStays() throws IOException {
        Path first = keep("aa1", 800);
        keep("aa2", 400);
        assertThat(first).exists();
        assertThat(cache.bytes()).isEqualTo(1200);
    }

    @Test
    void cacheThatIsFullOfFilesInUseRefuses() throws IOException {
        keep("aa1", 1000);
        assertThatThrownBy(() -> keep("aa2", 600))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("full");
        assertThat(cache.bytes()).isEqualTo(1000);
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void filesAreKnownAgainAfterARestart() throws IOException {
        keep("aa1", 600);
        keep("bb1", 300);
        Files.createFile(folder.resolve("draft-left.tmp"));
        clock.advance(Duration.ofHours(1));
        cache = new FileCache(folder, 1000, Duration.ofMinutes(10), clock);
        assertThat(cache.bytes()).isEqualTo(900);
        assertThat(cache.find("bb1")).isPresent();
        assertThat(folder.resolve("draft-left.tmp")).doesNotExist();
        keep("cc1", 300);
        assertThat(cache.find("aa1")).isEmpty();
    }

    @Test
    void fileThatSomebodyRemovedIsForgotten() throws IOException {
        Files.delete(keep("aa1", 500));
        assertThat(cache.find("aa1")).isEmpty();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void secondOfTheSameContentIsDropped() throws IOException {
        Path first = keep("aa1", 500);
        assertThat(keep("aa1", 500)).isEqualTo(first);
        assertThat(cache.bytes()).isEqualTo(500);
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }
}
