// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.media.PromptException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechStudioTest {
    @TempDir
    Path folder;

    private SpeechStudio studio(Duration limit) throws Exception {
        FileCache cache = new FileCache(folder, 1_000_000, Duration.ofMinutes(10), InstantSource.system());
        Programs programs = new Programs("test", 1, 10, Duration.ofSeconds(30), folder);
        return new SpeechStudio(programs, programs, cache, limit);
    }

    @Test
    void synthesiserThatOverrunsFails() throws Exception {
        SpeechStudio studio = studio(Duration.ofMillis(100));
        studio.check();
        Prompt.Speech long5 = new Prompt.Speech("A long story. ".repeat(700), "flite:slt", 20, 0, 0);
        assertThatThrownBy(() -> studio.speak(long5).get())
                .hasCauseInstanceOf(PromptException.class)
                .hasMessageContaining("took longer than 100 ms");
    }

    @Test
    void synthesiserThatIsMissingFailsClearly() throws Exception {
        SpeechStudio unchecked = studio(Duration.ofSeconds(5));
        assertThatThrownBy(() -> unchecked
                        .speak(new Prompt.Speech("Hello", "flite:slt", 100, 0, 0))
                        .get())
                .hasMessageContaining("flite is not installed");
    }
}
