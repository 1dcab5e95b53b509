// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.server.testing.CallAgent;
import org.carillon.media.server.testing.RtpPeer;
import org.carillon.media.server.testing.Sounds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as the process it is. */
class ProcessIT {
    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.carillon.media.server.Main"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(process);
        return process;
    }

    private static BufferedReader output(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    @Test
    void terminationCompletesRecordingsAndTellsTheCallAgent() throws Exception {
        // A call agent that is there before the server: its address is known to the server by --notify.
        try (CallAgent agent = new CallAgent(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
                RtpPeer alice = new RtpPeer(-1)) {
            Process process = start(
                    "--mgcp-port",
                    "0",
                    "--rtp-ports",
                    "38000-38099",
                    "--work-dir",
                    folder.toString(),
                    "--notify",
                    agent.entity());
            String ready = output(process).readLine();
            assertThat(ready).startsWith("Carillon media server is ready: MGCP 127.0.0.1:");
            int port = Integer.parseInt(ready.replaceAll(".*MGCP 127.0.0.1:(\\d+),.*", "$1"));
            await().untilAsserted(() -> assertThat(restarts(agent)).containsExactly("restart"));

            agent.talkTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            String leg = agent.open(alice).name();
            agent.request(leg, "AU/pr(ri=RElast)");
            alice.say(Sounds.sine(8000, 60_000, 8000, 440));
            // Counted from here on: what came before says nothing about how much of her voice is recorded.
            alice.forget();
            await().untilAsserted(() -> assertThat(alice.packets()).isGreaterThan(20));
            process.destroy();

            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(restarts(agent)).containsExactly("restart", "forced");
            assertThat(Files.size(folder.resolve("recordings/RElast.wav"))).isGreaterThan(44);
        }
    }

    private static List<String> restarts(CallAgent agent) {
        return agent.notifications().stream()
                .filter(command -> command.verb() == MgcpVerb.RSIP)
                .map(command -> command.parameters().first("RM").orElse(""))
                .toList();
    }

    @Test
    void nonsenseOptionsEndTheStartWithHelp() throws Exception {
        Process process = start("--prot", "1");
        String text = String.join("\n", output(process).lines().toList());
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(text).contains("unknown option --prot", "--mgcp-port PORT");
    }
}
