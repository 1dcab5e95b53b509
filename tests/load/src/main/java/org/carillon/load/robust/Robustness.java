// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.carillon.load.robust.RobustServer.Timers;

/**
 * {@code ./carillon bench robustness}. Exit code 0 when a complete call worked after every 1,000 messages and nothing was
 * left behind, 1 when not, 2 for wrong arguments. Runs in the project's root, in a namespace that has only loopback.
 */
public final class Robustness {
    private static final Path SERVER = Path.of("wildfly-config/server/target/server");
    private static final Path BASE = Path.of("tests/load/target/robustness");

    private Robustness() {}

    /** Runs in the project's root. */
    public static void main(String[] arguments) throws InterruptedException {
        RobustOptions options;
        try {
            options = RobustOptions.parse(List.of(arguments), System.currentTimeMillis());
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n\n" + RobustOptions.USAGE);
            System.exit(2);
            return;
        }
        var passed = false;
        try {
            passed = run(options);
        } catch (IOException | RuntimeException e) {
            System.err.println("FAIL  the run could not be finished: " + e);
        }
        System.exit(passed ? 0 : 1);
    }

    private static boolean run(RobustOptions options) throws IOException, InterruptedException {
        OnlyLoopback.demand();
        Files.createDirectories(BASE);
        var base = BASE.toAbsolutePath();
        var identity = Identity.in(base);
        System.out.println("bench robustness, seed " + options.seed() + ", starting a server of its own");
        try (var server = RobustServer.start(SERVER.toAbsolutePath(), base, identity, options, Timers.SHORT)) {
            var closing = new Thread(server::close, "stop-server");
            Runtime.getRuntime().addShutdownHook(closing);
            var tls = identity.client();
            TestCall.place(Transport.UDP, InetAddress.getLoopbackAddress(), tls);
            if (!new Run(options, server, tls, base.resolve("last-messages.txt")).passes()) {
                return false;
            }
        }
        return options.floodSeconds() == 0 || floods(options, base, identity);
    }

    private static boolean floods(RobustOptions options, Path base, Identity identity)
            throws IOException, InterruptedException {
        System.out.println("  floods, with a server of their own");
        try (var server = RobustServer.start(SERVER.toAbsolutePath(), base, identity, options, Timers.USUAL)) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-server"));
            var passed = new Floods(Duration.ofSeconds(options.floodSeconds()), server).pass();
            if (passed) {
                System.out.println("PASS  no call of a neighbour failed, and nothing was left behind");
            }
            return passed;
        }
    }
}
