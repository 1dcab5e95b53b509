// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.carillon.testing.Waiting;
import org.carillon.testing.net.LoopbackPorts;

/** The server of the quickstart as a process of its own, on free ports, with its log on a file. */
final class SlimServer implements AutoCloseable {
    static final Path HOME = Path.of("..", "..", "docs", "quickstart-sip", "target", "server")
            .toAbsolutePath()
            .normalize();
    private static final Path CONSOLE = Path.of("target", "console.log");
    private static final Duration START = Duration.ofSeconds(60);

    private final int offset = LoopbackPorts.freeOffset(5060, 8080, 8443, 9990);
    private final Process process;

    SlimServer() {
        var builder = new ProcessBuilder(
                HOME.resolve("bin/standalone.sh").toString(),
                "-Djboss.socket.binding.port-offset=" + offset,
                "-Djboss.bind.address=127.0.0.1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JBOSS_HOME", HOME.toString());
        builder.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "1");
        builder.environment().put("JAVA_OPTS", "-Xmx256m -Djava.net.preferIPv4Stack=true");
        try {
            Files.createDirectories(CONSOLE.toAbsolutePath().getParent());
            process = builder.redirectErrorStream(true)
                    .redirectOutput(CONSOLE.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // 26 would be a server whose deployment failed.
        Waiting.untilTrue(START, () -> console().contains("WFLYSRV0025"), SlimServer::console);
    }

    /** {@return where it takes calls} */
    String sip() {
        return "127.0.0.1:" + (5060 + offset);
    }

    static String console() {
        try {
            return Files.readString(CONSOLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server as an operator would and waits until it has gone. */
    @Override
    public void close() {
        var java = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                java.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
