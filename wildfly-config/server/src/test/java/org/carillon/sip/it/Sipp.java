// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of SIPp with a scenario of this module. */
final class Sipp implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;

    private final int port;
    private final String scenario;
    private final Process process;
    private final Path output;

    private Sipp(String scenario, int port, List<String> arguments) {
        this.scenario = scenario;
        this.port = port;
        var folder = Path.of("target", "sipp").toAbsolutePath();
        var command = new ArrayList<>(List.of(
                "sipp",
                "-sf",
                Path.of("target", "test-classes", "sipp", scenario + ".xml")
                        .toAbsolutePath()
                        .toString(),
                "-i",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-nostdin",
                "-trace_err",
                "-error_file",
                folder.resolve(scenario + "-" + port + ".err").toString(),
                "-timeout",
                LIMIT_SECONDS + "s",
                "-timeout_error"));
        command.addAll(arguments);
        try {
            Files.createDirectories(folder);
            output = folder.resolve(scenario + "-" + port + ".out");
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls {@code user} at a SIP port, {@code calls} times, {@code atOnce} of them at the same time. */
    static Sipp caller(String scenario, String user, int target, String transport, int calls, int atOnce) {
        return new Sipp(
                scenario,
                freePort(),
                List.of(
                        "127.0.0.1:" + target,
                        "-s",
                        user,
                        "-t",
                        transport.equals("tcp") ? "t1" : "u1",
                        "-m",
                        Integer.toString(calls),
                        // Faster than any of them, so that only the number at once limits it: a busy machine
                        // then makes the test slower and not wrong.
                        "-r",
                        "500",
                        "-l",
                        Integer.toString(atOnce)));
    }

    /** Calls and asks to be called back at another port. */
    static Sipp callbackCaller(int target, int calleePort, int calls) {
        return new Sipp(
                "caller-with-callback",
                freePort(),
                List.of(
                        "127.0.0.1:" + target,
                        "-s",
                        "callback",
                        "-key",
                        "callee_port",
                        Integer.toString(calleePort),
                        "-m",
                        Integer.toString(calls)));
    }

    /** Takes this many calls and ends. */
    static Sipp callee(String scenario, int calls) {
        return new Sipp(scenario, freePort(), List.of("-m", Integer.toString(calls)));
    }

    private static int freePort() {
        try (var tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress())) {
            return udp.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isRunning() {
        return process.isAlive();
    }

    int port() {
        return port;
    }

    /** Waits for the end; every call must have gone as the scenario says. */
    void succeeds() {
        try {
            assertThat(process.waitFor(LIMIT_SECONDS + 10, TimeUnit.SECONDS))
                    .as(scenario)
                    .isTrue();
            assertThat(process.exitValue()).as(this::report).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String report() {
        try {
            var errors = output.resolveSibling(scenario + "-" + port + ".err");
            var text = Files.readString(output);
            return scenario + "\n" + text.substring(Math.max(0, text.length() - 3000))
                    + (Files.exists(errors) ? Files.readString(errors) : "");
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
