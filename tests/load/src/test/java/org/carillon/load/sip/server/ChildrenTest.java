// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.carillon.testing.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Process shell(Children children, String script) throws IOException {
        return children.start(folder, "log", List.of("sh", "-c", script), Map.of("WORD", "heard"));
    }

    @Test
    void closing_ends_a_process_and_what_it_has_started() throws IOException {
        Process process;
        ProcessHandle grandchild;
        try (var children = new Children()) {
            process = shell(children, "sleep 100 & wait");
            grandchild = Waiting.until(
                    Duration.ofSeconds(10), () -> process.descendants().findFirst(), () -> "sleep");
        }

        assertThat(process.isAlive()).isFalse();
        Waiting.untilTrue(Duration.ofSeconds(10), () -> !grandchild.isAlive(), () -> "the end of sleep");
    }

    @Test
    void what_a_process_prints_is_in_its_folder() throws Exception {
        try (var children = new Children()) {
            shell(children, "echo $WORD").waitFor();
        }

        assertThat(Files.readString(folder.resolve("log"))).isEqualTo("heard\n");
    }

    @Test
    void nothing_starts_any_more_once_the_end_has_begun() {
        var children = new Children();
        children.close();

        assertThatIOException().isThrownBy(() -> shell(children, "sleep 100"));
    }
}
