// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.carillon.load.sip.Load.Wanted;
import org.carillon.load.sip.server.Children;
import org.carillon.load.sip.server.Kind;
import org.carillon.load.sip.server.Server;
import org.carillon.load.sip.server.Usage;

/** Calls the servers, one at a time, and says so while it does. */
final class Rounds {
    private static final int FIRST_STEP = 250;
    private static final int STEP_SECONDS = 30;

    /** After a step that went wrong, until its transactions have given up (RFC 3261, timers B and F: 32 s). */
    private static final int RECOVERY_SECONDS = 35;

    private final Children children;
    private final Path folder;
    private final List<Server> servers;
    private int loads;

    /**
     * Calls nobody yet.
     *
     * @param servers in the order of a round
     */
    Rounds(Children children, Path folder, List<Server> servers) {
        this.children = children;
        this.folder = folder;
        this.servers = List.copyOf(servers);
    }

    /** Every server with every flow, so that code is compiled and memory is where it stays. */
    void warmUp(SipOptions.Plan plan) throws IOException, InterruptedException {
        for (Flow flow : Flow.values()) {
            for (Server server : servers) {
                if (flow.isServedBy(server.kind())) {
                    Wanted wanted = Wanted.seconds(flow, plan.rate(flow), plan.warmUpSeconds());
                    tell("warm-up", flow, server.kind(), call(server, wanted));
                }
            }
        }
    }

    /** Every flow in every round, its servers slice by slice. */
    Figures measure(SipOptions.Plan plan) throws IOException, InterruptedException {
        var figures = new Figures();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Flow flow : Flow.values()) {
                String what = "round " + round + "/" + plan.rounds();
                Part.measure(targets(flow, plan.rate(flow)), Slice.cut(plan.seconds(), plan.slices()))
                        .forEach((kind, sample) -> {
                            figures.add(flow, kind, sample);
                            tell(what, flow, kind, sample);
                        });
            }
        }
        return figures;
    }

    private List<Target> targets(Flow flow, int rate) {
        return servers.stream()
                .filter(server -> flow.isServedBy(server.kind()))
                .<Target>map(server -> new Called(server, flow, rate))
                .toList();
    }

    /** The highest clean step of each server with each flow. */
    Map<Flow, Map<Kind, Integer>> steps() throws IOException, InterruptedException {
        var steps = new EnumMap<Flow, Map<Kind, Integer>>(Flow.class);
        for (Flow flow : Flow.values()) {
            var highest = new EnumMap<Kind, Integer>(Kind.class);
            for (Server server : servers) {
                if (flow.isServedBy(server.kind())) {
                    highest.put(server.kind(), highest(flow, server));
                }
            }
            steps.put(flow, highest);
        }
        return steps;
    }

    private int highest(Flow flow, Server server) throws IOException, InterruptedException {
        return StepSearch.highest(FIRST_STEP, SipOptions.MOST_PER_SECOND, rate -> {
            Sample sample = call(server, Wanted.seconds(flow, rate, STEP_SECONDS));
            tell("step " + rate + "/s", flow, server.kind(), sample);
            if (!sample.calls().isClean()) {
                TimeUnit.SECONDS.sleep(RECOVERY_SECONDS);
            }
            return sample.calls().isClean();
        });
    }

    private Sample call(Server server, Wanted wanted) throws IOException, InterruptedException {
        Usage before = server.usage();
        Calls calls = load(server, wanted);
        Usage after = server.usage();
        return new Sample(calls, after.cpu().minus(before.cpu()), after.memoryKiB());
    }

    private Calls load(Server server, Wanted wanted) throws IOException, InterruptedException {
        Path own = folder.resolve("%04d-%s-%s".formatted(++loads, server.kind(), wanted.flow()));
        try (Load load = Load.start(children, own, server, wanted)) {
            return load.await();
        }
    }

    private static void tell(String what, Flow flow, Kind server, Sample sample) {
        Calls calls = sample.calls();
        System.out.println(String.format(
                Locale.ROOT,
                "  %-13s %-18s %-18s %7.3f CPU-ms per call, %d calls, %d failed, %d sent again, %d drops",
                what,
                flow.title(),
                server.title(),
                sample.cpuMillisPerCall(),
                calls.placed(),
                calls.failed(),
                calls.retransmissions(),
                calls.drops()));
    }

    /** A server that SIPp calls. */
    private final class Called implements Target {
        private final Server server;
        private final Flow flow;
        private final int rate;

        Called(Server server, Flow flow, int rate) {
            this.server = server;
            this.flow = flow;
            this.rate = rate;
        }

        @Override
        public Kind kind() {
            return server.kind();
        }

        @Override
        public Calls call(int seconds) throws IOException, InterruptedException {
            return load(server, Wanted.seconds(flow, rate, seconds));
        }

        @Override
        public Usage usage() throws IOException {
            return server.usage();
        }
    }
}
