// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.carillon.load.sip.Load.Wanted;
import org.carillon.load.sip.server.Children;
import org.carillon.load.sip.server.Jdk;
import org.carillon.load.sip.server.Kind;
import org.carillon.load.sip.server.Server;

/** What calls keep in the heap of a container: while they are up, and after they have ended. */
final class HeapBench {
    private static final int CALLS = 2_000;
    private static final int RATE = 200;
    private static final int FINISHED_RATE = 400;

    /** The longest that RFC 3261 lets a transaction linger (timers H, J and D: 32 s), and some more. */
    private static final int QUIET_SECONDS = 40;

    /** All calls are up together for this long. */
    private static final int TOGETHER_SECONDS = 15;

    /** From the last answer until it is looked, so that none of the calls is on its way any more. */
    private static final int SETTLE_SECONDS = 5;

    private static final int JCMD_SECONDS = 60;

    private final Children children;
    private final Jdk jdk;
    private final Path folder;

    /** Looks at containers that run on this JDK. */
    HeapBench(Children children, Jdk jdk, Path folder) {
        this.children = children;
        this.jdk = jdk;
        this.folder = folder;
    }

    /** Measures one after the other; the quiet before it is the same for all. */
    Map<Kind, HeapFigures> measure(List<Server> containers) throws IOException, InterruptedException {
        var held = new EnumMap<Kind, Double>(Kind.class);
        TimeUnit.SECONDS.sleep(QUIET_SECONDS);
        for (Server server : containers) {
            held.put(server.kind(), held(server, folder.resolve(server.kind().name())));
        }
        var heaps = new EnumMap<Kind, HeapFigures>(Kind.class);
        TimeUnit.SECONDS.sleep(QUIET_SECONDS);
        for (Server server : containers) {
            List<Double> finished =
                    finished(server, folder.resolve(server.kind().name()));
            heaps.put(server.kind(), new HeapFigures(held.getOrDefault(server.kind(), 0.0), finished));
        }
        return heaps;
    }

    private double held(Server server, Path own) throws IOException, InterruptedException {
        long before = live(server, own.resolve("before-held"));
        Duration hold = Duration.ofSeconds(CALLS / RATE + TOGETHER_SECONDS);
        try (Load load =
                Load.start(children, own.resolve("held"), server, new Wanted(Flow.CALLEE, RATE, CALLS, hold))) {
            TimeUnit.SECONDS.sleep(CALLS / RATE + SETTLE_SECONDS);
            long up = load.current();
            long during = live(server, own.resolve("during-held"));
            if (up != CALLS) {
                throw new IOException(up + " calls are up at " + server.kind().title() + " instead of " + CALLS);
            }
            requireAll(load.await(), server);
            return (double) (during - before) / CALLS;
        }
    }

    private List<Double> finished(Server server, Path own) throws IOException, InterruptedException {
        long before = live(server, own.resolve("before-finished"));
        Wanted wanted = new Wanted(Flow.CALLEE, FINISHED_RATE, CALLS, Duration.ZERO);
        long end;
        try (Load load = Load.start(children, own.resolve("finished"), server, wanted)) {
            requireAll(load.await(), server);
            end = System.nanoTime();
        }
        var left = new ArrayList<Double>();
        for (int seconds : HeapFigures.SECONDS) {
            long until = end + TimeUnit.SECONDS.toNanos(seconds) - System.nanoTime();
            TimeUnit.NANOSECONDS.sleep(Math.max(0, until));
            left.add((double) (live(server, own.resolve("finished-" + seconds)) - before) / CALLS);
        }
        return left;
    }

    private static void requireAll(Calls calls, Server server) throws IOException {
        if (calls.failed() > 0) {
            throw new IOException(calls.failed() + " calls failed while the heap of "
                    + server.kind().title() + " was measured");
        }
    }

    /** Collects, and counts what is left; the histogram stays in the folder. */
    private long live(Server server, Path histogram) throws IOException, InterruptedException {
        List<String> command = List.of(jdk.program("jcmd"), "" + server.java(), "GC.class_histogram");
        Process jcmd = children.start(histogram, "histogram.txt", command, Map.of());
        boolean ended = jcmd.waitFor(JCMD_SECONDS, TimeUnit.SECONDS);
        children.end(jcmd);
        if (!ended) {
            throw new IOException("jcmd takes longer than " + JCMD_SECONDS + " s");
        }
        return HeapFigures.total(Files.readString(histogram.resolve("histogram.txt")));
    }
}
