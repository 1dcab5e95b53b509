// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The short form of {@code ./carillon bench robustness}, in a network namespace that has only loopback. Where a namespace is
 * not permitted this fails and says so; nothing else would have looked at the parsers.
 */
class RobustnessIT {
    private static final Path OUTPUT = Path.of("tests/load/target/robustness-it.log");

    @BeforeAll
    static void namespaceIsPermitted() throws IOException, InterruptedException {
        assertThat(run(List.of("true"), 10))
                .as("no network namespace here (unshare -rn), and without one nothing is sent: " + output())
                .isZero();
    }

    private static int run(List<String> command, int seconds) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("unshare", "-rn", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh"));
        line.addAll(command);
        var process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(OUTPUT.toFile())
                .start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
            return -1;
        }
        return process.exitValue();
    }

    private static String output() throws IOException {
        return Files.readString(OUTPUT, StandardCharsets.UTF_8);
    }

    private static int robustness(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                "tests/load/target/classes",
                Robustness.class.getName()));
        command.addAll(List.of(options));
        return run(command, 280);
    }

    @Test
    void callsWorkWhateverIsSentBetweenThemAndNothingIsLeftBehind() throws Exception {
        // Always the same messages: what is new has to be found by the long form, which takes the time as its seed.
        assertThat(robustness("--messages", "12000", "--flood", "0", "--seed", "3261"))
                .as(output())
                .isZero();
        assertThat(output()).contains("PASS");
        System.out.print(output());
    }
}
