// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** The table that is printed at the end. */
final class Report {
    private static final int SHOWN_PROBLEMS = 10;

    private Report() {}

    static String of(BenchOptions options, String load, String jdk, IdleCalls.Result idle, HeldCalls.Result held) {
        var out = new StringBuilder();
        out.append("\nbench calls, ")
                .append(OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS))
                .append('\n');
        row(out, "machine", MachineFacts.machine());
        row(out, "load average", load + " before, " + MachineFacts.load() + " after");
        row(out, "JDK of the platform", jdk);
        if (options.fault() != BenchOptions.Fault.NONE) {
            row(
                    out,
                    "planted fault",
                    options.fault().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        idle(out, idle);
        held(out, options, held);
        out.append('\n');
        verdict(out, "webhook arrives within 200 ms of the INVITE at p95", idle.passed());
        verdict(
                out,
                options.calls() + " programmable calls held at once, arriving at " + options.rate() + "/s: 0 failed",
                held.passed());
        return out.toString();
    }

    private static void idle(StringBuilder out, IdleCalls.Result idle) {
        out.append("\none call at a time, idle platform, after a warm-up\n");
        row(out, "calls", "" + idle.calls());
        row(out, "INVITE to webhook", idle.delays().summary());
        problems(out, idle.problems());
    }

    private static void held(StringBuilder out, BenchOptions options, HeldCalls.Result held) {
        out.append("\ncalls at once, each held for ")
                .append(options.holdSeconds())
                .append(" s with audio both ways\n");
        row(out, "calls", held.calls() + ", failed " + held.failed() + ", most at once " + held.mostAtOnce());
        row(out, "INVITE to webhook", held.delays().summary());
        row(out, "retransmissions", "" + held.retransmissions());
        row(out, "RTP to a caller", "at least " + held.leastPackets() + " packets");
        cost(out, "WildFly", held.wildfly(), held.calls());
        cost(out, "media server", held.media(), held.calls());
        problems(out, held.problems());
    }

    private static void cost(StringBuilder out, String name, HeldCalls.Cost cost, int calls) {
        row(
                out,
                name,
                String.format(
                        Locale.ROOT,
                        "%.1f CPU-ms per call, %.1f %% of one core, %d MiB resident",
                        cost.cpuMillisPerCall(calls),
                        cost.percentOfOneCore(),
                        cost.residentMiB()));
    }

    private static void problems(StringBuilder out, List<String> problems) {
        problems.stream().limit(SHOWN_PROBLEMS).forEach(problem -> row(out, "wrong", problem));
        if (problems.size() > SHOWN_PROBLEMS) {
            row(out, "wrong", "and " + (problems.size() - SHOWN_PROBLEMS) + " more");
        }
    }

    private static void row(StringBuilder out, String name, String value) {
        out.append(String.format(Locale.ROOT, "  %-20s %s%n", name, value));
    }

    private static void verdict(StringBuilder out, String promise, boolean holds) {
        out.append(holds ? "PASS  " : "FAIL  ").append(promise).append('\n');
    }
}
