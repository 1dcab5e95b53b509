// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.carillon.load.sip.server.Kind;

/** The samples of all rounds, and whether they hold what is promised. */
final class Figures {
    /** A control that moves more than this says that the machine did, not the server. */
    static final double MOST_SPREAD = 0.15;

    private static final double MOST_RATIO = 1.0;

    private final Map<Flow, Map<Kind, List<Sample>>> samples = new EnumMap<>(Flow.class);

    void add(Flow flow, Kind server, Sample sample) {
        samples.computeIfAbsent(flow, any -> new EnumMap<>(Kind.class))
                .computeIfAbsent(server, any -> new ArrayList<>())
                .add(sample);
    }

    /** In the order of their rounds; none when the server does not serve it or was left out. */
    List<Sample> of(Flow flow, Kind server) {
        return samples.getOrDefault(flow, Map.of()).getOrDefault(server, List.of());
    }

    /** The servers that were measured with it. */
    List<Kind> servers(Flow flow) {
        return Stream.of(Kind.values())
                .filter(kind -> !of(flow, kind).isEmpty())
                .toList();
    }

    double median(Flow flow, Kind server, ToDoubleFunction<Sample> figure) {
        return Statistics.median(values(flow, server, figure));
    }

    private List<Double> values(Flow flow, Kind server, ToDoubleFunction<Sample> figure) {
        return of(flow, server).stream().map(figure::applyAsDouble).toList();
    }

    /** What a call costs us, in parts of what it costs a peer that was measured too. */
    double ratio(Flow flow, Kind peer) {
        return median(flow, Kind.CARILLON, Sample::cpuMillisPerCall) / median(flow, peer, Sample::cpuMillisPerCall);
    }

    /** How much the cost of a call moved from round to round, in parts of its median. */
    double spread(Flow flow, Kind server) {
        return Statistics.spread(values(flow, server, Sample::cpuMillisPerCall));
    }

    /** Why nothing may be concluded from the run; empty when it counts. */
    List<String> objections() {
        var objections = new ArrayList<String>();
        for (Flow flow : samples.keySet()) {
            for (Kind kind : servers(flow)) {
                String what = flow.title() + ", " + kind.title();
                // A peer that answers nothing has no cost, and so a spread that is not a number.
                if (kind != Kind.CARILLON && !(spread(flow, kind) <= MOST_SPREAD)) {
                    objections.add("discarded: the control moved by more than 15 % (" + what + ")");
                }
                long drops = of(flow, kind).stream()
                        .mapToLong(one -> one.calls().drops())
                        .sum();
                if (drops > 0) {
                    objections.add(drops + " datagrams were lost at full sockets (" + what + ")");
                }
            }
        }
        return objections;
    }

    /** What was promised, and does not hold. */
    List<String> broken() {
        var broken = new ArrayList<String>();
        for (Flow flow : samples.keySet()) {
            for (Kind kind : servers(flow)) {
                int failed = of(flow, kind).stream()
                        .mapToInt(one -> one.calls().failed())
                        .sum();
                if (failed > 0) {
                    broken.add(failed + " calls failed (" + flow.title() + ", " + kind.title() + ")");
                }
            }
            // Two infinite costs have a ratio that is not a number, which is no success either.
            if (servers(flow).contains(Kind.TOMCAT) && !(ratio(flow, Kind.TOMCAT) <= MOST_RATIO)) {
                broken.add("a call costs more than with " + Kind.TOMCAT.title() + " (" + flow.title() + ")");
            }
        }
        return broken;
    }
}
