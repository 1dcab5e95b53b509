// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs SIPp with a scenario of {@code src/test/resources/sipp}. */
final class Sipp {
    private static final int SECONDS = 20;

    private final Path work;
    private final int serverPort;
    private String address = "127.0.0.1";
    private String transport = "u1";
    private Map<String, String> values = Map.of();

    Sipp(Path work, int serverPort) {
        this.work = work;
        this.serverPort = serverPort;
    }

    /** Calls from this address. */
    Sipp from(String source) {
        address = source;
        return this;
    }

    /** Calls over TCP. */
    Sipp overTcp() {
        transport = "t1";
        return this;
    }

    /** What stands for {@code {name}} in the scenario. */
    Sipp with(Map<String, String> replacements) {
        values = replacements;
        return this;
    }

    /** Starts the calling side; {@link Run#succeeds} waits for its end. */
    Run call(String scenario, String number) {
        return start(scenario, List.of("127.0.0.1:" + serverPort, "-s", number), 0);
    }

    /** Starts a called side. */
    Run listen(String scenario, int port) {
        return start(scenario, List.of(), port);
    }

    private Run start(String scenario, List<String> target, int port) {
        try {
            Path folder = Files.createTempDirectory(work, scenario);
            Path file = folder.resolve(scenario + ".xml");
            Files.writeString(file, text(scenario));
            List<String> command = new ArrayList<>(List.of("sipp"));
            command.addAll(target);
            command.addAll(
                    List.of("-sf", file.toString(), "-m", "1", "-i", address, "-t", transport, "-nostdin", "-nd"));
            command.addAll(List.of("-timeout", SECONDS + "s", "-timeout_error", "-trace_err", "-trace_msg"));
            command.addAll(List.of("-recv_timeout", "12000"));
            if (port > 0) {
                command.addAll(List.of("-p", String.valueOf(port)));
            }
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("screen.txt").toFile())
                    .start();
            return new Run(scenario, folder, process);
        } catch (IOException e) {
            throw new UncheckedIOException("sipp is in the Debian package sip-tester", e);
        }
    }

    private String text(String scenario) throws IOException {
        try (InputStream in = Sipp.class.getResourceAsStream("/sipp/" + scenario + ".xml")) {
            assertThat(in).as("scenario %s", scenario).isNotNull();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("{" + value.getKey() + "}", value.getValue());
            }
            return text.replace("{headers}\n", "")
                    .replace("{totag}", "")
                    .replace("{server}", String.valueOf(serverPort));
        }
    }

    /** A running SIPp. */
    record Run(String scenario, Path folder, Process process) {
        void succeeds() {
            try {
                boolean ended = process.waitFor(SECONDS + 5, TimeUnit.SECONDS);
                process.destroyForcibly();
                assertThat(ended && process.exitValue() == 0)
                        .as("SIPp scenario %s; its messages are in %s", scenario, folder)
                        .isTrue();
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
