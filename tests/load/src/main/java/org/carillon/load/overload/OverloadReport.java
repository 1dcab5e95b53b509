// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.overload;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.carillon.load.Latencies;
import org.carillon.load.MachineFacts;
import org.carillon.load.sip.server.Jvm;

/** The tables that are printed at the end, and put into the documentation: Markdown that can be read as it is. */
final class OverloadReport {
    private static final String NOTHING = "–";

    private final OverloadFigures figures;
    private final List<String> lines = new ArrayList<>();

    OverloadReport(OverloadFigures figures) {
        this.figures = figures;
    }

    /**
     * When, where and on what.
     *
     * @param java its version, for people
     * @param loadBefore the machine's load average before the first call
     */
    OverloadReport head(Jvm jvm, String java, String loadBefore) {
        add(
                "bench overload, %s: %s; load average %s before, %s after.",
                OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES),
                MachineFacts.machine(),
                loadBefore,
                MachineFacts.load());
        add("%s; %s, 1 GiB of heap. Server and SIPp had one core each.", java, jvm.collector());
        return this;
    }

    OverloadReport tables() {
        lines.add("");
        row(
                "",
                "offered/s",
                "completed/s",
                "of capacity",
                "503",
                "without Retry-After",
                "neither",
                "set-up p50 / p99",
                "sent again",
                "drops at server / SIPp");
        lines.add("|---".repeat(10) + "|");
        row(outcome(
                "warm, " + OverloadFigures.TIMES + " times the capacity of " + figures.capacity() + "/s",
                figures.pressed()));
        row(outcome("cold, the capacity at once", figures.cold()));
        Steady steady = figures.steady();
        lines.add("");
        add(
                "Calls in progress meanwhile: %d, of which %d went on to their end; re-INVITE to 200 p50 / p99 %s.",
                steady.calls(), steady.completed(), times(steady.change()));
        add(
                "Cold server, completed in each second: %s.",
                figures.cold().course().completedEachSecond().stream()
                        .map(second -> "" + Math.round(second))
                        .collect(Collectors.joining(", ")));
        return this;
    }

    private String[] outcome(String what, Outcome outcome) {
        Course course = outcome.course();
        return new String[] {
            what,
            "" + Math.round(course.placedPerSecond()),
            "" + Math.round(course.completedPerSecond()),
            percent(course.completedPerSecond() / figures.capacity()),
            "" + outcome.ends().refused(),
            "" + outcome.ends().bare(),
            "" + outcome.lost(),
            times(outcome.setUp()),
            "" + outcome.ends().retransmissions(),
            outcome.drops().server() + " / " + outcome.drops().sipp()
        };
    }

    private static String percent(double share) {
        return Double.isFinite(share) ? Math.round(100 * share) + " %" : NOTHING;
    }

    private static String times(Latencies times) {
        return times.count() == 0
                ? NOTHING
                : times.percentile(50).toMillis() + " / " + times.percentile(99).toMillis() + " ms";
    }

    private void row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    private void add(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
