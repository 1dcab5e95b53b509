// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Floods of INVITE and of REGISTER from one address, beside a neighbour's calls, and what is left of them. On a server with the
 * usual timers.
 */
final class Floods {
    private static final int RATE = 10_000;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final List<String> METHODS = List.of("INVITE", "REGISTER");

    /** With fewer calls the slowest of a hundred is one or two of them, and says what the collector did just then. */
    private static final Duration JUDGED = Duration.ofSeconds(20);

    private static final double SLOWEST = 0.99;

    private final Duration length;
    private final RobustServer server;
    private final Figures figures;
    private final List<String> problems = new ArrayList<>();

    /** @param length of each of them */
    Floods(Duration length, RobustServer server) {
        this.length = length;
        this.server = server;
        this.figures = new Figures(server.pid());
    }

    /** {@return whether no call of the neighbour failed or took far longer, and nothing is left} What did not hold is printed. */
    boolean pass() throws IOException, InterruptedException {
        // Compiles what a flood needs, or it would show the compiler.
        for (var method : METHODS) {
            new Flood().run(method, RATE, WARM_UP);
        }
        awaitNothingHeld();
        for (var method : METHODS) {
            flood(method);
            awaitNothingHeld();
        }
        if (Figures.drops() > 0) {
            problems.add("the kernel dropped " + Figures.drops() + " datagrams at the server's socket");
        }
        var log = LogCheck.problems(server.log() + server.console());
        if (!log.isEmpty()) {
            problems.add(log.size() + " lines of the log should not be there, the first: " + log.get(0));
        }
        problems.forEach(problem -> System.out.println("FAIL  " + problem));
        return problems.isEmpty();
    }

    private void flood(String method) throws IOException, InterruptedException {
        var alone = new Flood().run(method, 0, length);
        var beside = new Flood().run(method, RATE, length);
        System.out.printf(
                Locale.ROOT,
                "  %d %s a second from one address: %d of %d calls of a neighbour failed; answered in p50 %.1f p99 %.1f ms, without p50 %.1f p99 %.1f ms%n",
                beside.rate(),
                method,
                beside.failed().size(),
                beside.failed().size() + beside.answered().size(),
                millis(beside.quantile(0.5)),
                millis(beside.quantile(SLOWEST)),
                millis(alone.quantile(0.5)),
                millis(alone.quantile(SLOWEST)));
        if (length.compareTo(JUDGED) >= 0 && isMoreThanDoubled(beside.quantile(SLOWEST), alone.quantile(SLOWEST))) {
            problems.add("a neighbour's p99 more than doubled beside a flood of " + method);
        }
        if (!beside.failed().isEmpty()) {
            problems.add("a neighbour's calls failed beside a flood of " + method + ": "
                    + beside.failed().get(0));
        }
    }

    private static boolean isMoreThanDoubled(Duration beside, Duration alone) {
        return beside.compareTo(alone.multipliedBy(2)) > 0;
    }

    private void awaitNothingHeld() throws IOException, InterruptedException {
        var held = figures.awaitNothingHeld();
        if (!held.isEmpty()) {
            problems.add("still held after a flood: " + held);
        }
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
