// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.carillon.load.Latencies;
import org.carillon.load.MachineFacts;
import org.carillon.load.sip.profile.Profile;
import org.carillon.load.sip.server.Kind;

/** The tables that are printed at the end, and put into the documentation: Markdown that can be read as it is. */
final class SipReport {
    private static final String NOTHING = "–";

    private final SipOptions options;
    private final Figures figures;
    private final List<String> lines = new ArrayList<>();

    SipReport(SipOptions options, Figures figures) {
        this.options = options;
        this.figures = figures;
    }

    /**
     * When, where and on what.
     *
     * @param versions of the servers and of Java, for people
     * @param loadBefore the machine's load average before the first call
     */
    SipReport head(List<String> versions, String loadBefore) {
        SipOptions.Plan plan = options.plan();
        add(
                "bench sip, %s: %s; load average %s before, %s after.",
                OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES),
                MachineFacts.machine(),
                loadBefore,
                MachineFacts.load());
        add("%s; %s, 1 GiB of heap.", String.join(", ", versions), options.jvm().collector());
        add(
                "Rounds: %d of %d s each in %d slices, after %d s of warm-up.",
                plan.rounds(), plan.seconds(), plan.slices(), plan.warmUpSeconds());
        if (options.fault() != SipOptions.Fault.NONE) {
            add("Planted fault: %s.", options.fault().title());
        }
        return this;
    }

    /** What calls cost. */
    SipReport costs() {
        table("flow", "server", "CPU-ms per call", "set-up p50 / p99", "failed", "sent again", "drops", "memory");
        for (Flow flow : Flow.values()) {
            figures.servers(flow).forEach(kind -> row(cost(flow, kind)));
        }
        table("flow", "ratio to " + Kind.TOMCAT.title(), "ratio to " + Kind.KAMAILIO.title(), "their spreads");
        for (Flow flow : Flow.values()) {
            List<Kind> peers = figures.servers(flow).stream()
                    .filter(kind -> kind != Kind.CARILLON)
                    .toList();
            String spreads = peers.stream()
                    .map(peer -> number("%.0f %%", 100 * figures.spread(flow, peer)))
                    .collect(Collectors.joining(", "));
            row(
                    flow.title(),
                    ratio(flow, Kind.TOMCAT),
                    ratio(flow, Kind.KAMAILIO),
                    peers.isEmpty() ? NOTHING : spreads);
        }
        return this;
    }

    private String[] cost(Flow flow, Kind kind) {
        List<Sample> rounds = figures.of(flow, kind);
        String each = rounds.stream()
                .map(one -> number("%.3f", one.cpuMillisPerCall()))
                .collect(Collectors.joining(", "));
        return new String[] {
            flow.title() + ", " + options.plan().rate(flow) + "/s",
            kind.title(),
            number("%.3f", figures.median(flow, kind, Sample::cpuMillisPerCall)) + " (" + each + ")",
            setUp(flow, kind, 50) + " / " + setUp(flow, kind, 99) + " ms",
            "" + rounds.stream().mapToInt(one -> one.calls().failed()).sum(),
            "" + rounds.stream().mapToLong(one -> one.calls().retransmissions()).sum(),
            "" + rounds.stream().mapToLong(one -> one.calls().drops()).sum(),
            number("%.0f MiB", figures.median(flow, kind, Sample::memoryKiB) / 1024)
        };
    }

    private String setUp(Flow flow, Kind kind, double percent) {
        List<Double> rounds = figures.of(flow, kind).stream()
                .map(one -> one.calls().setUp())
                .filter(times -> times.count() > 0)
                .map((Latencies times) -> times.percentile(percent).toNanos() / 1e6)
                .toList();
        return rounds.isEmpty() ? NOTHING : number("%.0f", Statistics.median(rounds));
    }

    private String ratio(Flow flow, Kind peer) {
        return figures.servers(flow).contains(peer) ? number("%.2f", figures.ratio(flow, peer)) : NOTHING;
    }

    /** What calls keep in the heap. */
    SipReport heap(Map<Kind, HeapFigures> heaps) {
        table("live heap", "per held two-leg call", "per finished call, after 0 s", "5 s", "10 s", "40 s");
        heaps.forEach((kind, heap) -> row(
                kind.title(),
                kibibytes(heap.held()),
                kibibytes(heap.finished().get(0)),
                kibibytes(heap.finished().get(1)),
                kibibytes(heap.finished().get(2)),
                kibibytes(heap.finished().get(3))));
        return this;
    }

    private static String kibibytes(double bytes) {
        return number("%.1f KiB", bytes / 1024);
    }

    /** The highest rates without a failed call. */
    SipReport steps(Map<Flow, Map<Kind, Integer>> steps) {
        table("highest clean step", "server", "calls a second");
        steps.forEach((flow, servers) ->
                servers.forEach((kind, rate) -> row(flow.title(), kind.title(), rate == 0 ? "none" : "" + rate)));
        return this;
    }

    /** Where the time of our container goes. */
    SipReport profiles(Map<Flow, Profile> profiles) {
        table("under the flight recorder", "threads", "CPU-ms per call");
        profiles.forEach((flow, profile) -> {
            row(flow.title(), "all", number("%.3f", profile.millisPerCall()));
            profile.threadsPerCall().forEach(thread -> row("", thread.getKey(), number("%.3f", thread.getValue())));
        });
        table("what code does", "flow", "share of samples in Java", "allocated per call");
        profiles.forEach((flow, profile) -> {
            profile.areas()
                    .forEach(area -> row(
                            area.title(),
                            flow.title(),
                            number("%.0f %%", 100 * profile.share(area)),
                            number("%.1f KiB", profile.kibibytesPerCall(area))));
            row(
                    "all",
                    flow.title(),
                    profile.sampleCount() + " samples",
                    number("%.1f KiB", profile.kibibytesPerCall()));
        });
        return this;
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }

    private void table(String... names) {
        add("");
        row(names);
        row(List.of(names).stream().map(any -> "---").toArray(String[]::new));
    }

    private void row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    private void add(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }

    private static String number(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : NOTHING;
    }
}
