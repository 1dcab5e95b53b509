// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.overload;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.carillon.load.Latencies;
import org.carillon.load.overload.Caller.Wanted;
import org.carillon.load.sip.StepSearch;
import org.carillon.load.sip.server.Children;
import org.carillon.load.sip.server.Server;

/** Calls a server, one load after the other, and says so while it does. */
final class Loads {
    private static final int WARM_UP_RATE = 500;
    private static final int FIRST_STEP = 500;
    private static final int STEP_SECONDS = 10;
    private static final int COLD_SECONDS = 20;

    /** Long enough for what a step has left behind to be gone (RFC 3261, timers B and F: 32 s). */
    private static final int RECOVERY_SECONDS = 35;

    /** The wait at which the server begins to refuse: one that is slower is at its end, whether it does or not. */
    private static final Duration BOUND = Duration.ofMillis(250);

    private static final int STEADY_RATE = 50;
    private static final int STEADY_PAUSE_MILLIS = 8_000;
    private static final int LOOK_MILLIS = 250;

    private final Children children;
    private final Path folder;
    private final Server server;
    private int loads;

    Loads(Children children, Path folder, Server server) {
        this.children = children;
        this.folder = folder;
        this.server = server;
    }

    /** What an overload gave. */
    record Pressed(Outcome outcome, Steady steady) {}

    void warmUp(int seconds) throws IOException, InterruptedException {
        call("warm-up", Wanted.pressing(WARM_UP_RATE, seconds));
    }

    /** Calls a second that it carries; 0 when it does not carry the least. */
    int capacity() throws IOException, InterruptedException {
        int capacity = StepSearch.highest(FIRST_STEP, OverloadOptions.MOST_PER_SECOND, this::isCarried);
        TimeUnit.SECONDS.sleep(RECOVERY_SECONDS);
        return capacity;
    }

    /** A single pause of a virtual machine must not be taken for the end of what the server can do, so it has two attempts. */
    private boolean isCarried(int rate) throws IOException, InterruptedException {
        for (int attempt = 1; attempt <= 2; attempt++) {
            Outcome outcome = call("step", Wanted.pressing(rate, STEP_SECONDS));
            if (isClean(outcome)) {
                return true;
            }
            TimeUnit.SECONDS.sleep(outcome.lost() > 0 ? RECOVERY_SECONDS : 1);
        }
        return false;
    }

    static boolean isClean(Outcome outcome) {
        return outcome.ends().completed() == outcome.placed()
                && outcome.setUp().count() > 0
                && outcome.setUp().percentile(99).compareTo(BOUND) <= 0;
    }

    /** So many calls a second, while others are in progress. */
    Pressed press(int rate, OverloadOptions.Plan plan) throws IOException, InterruptedException {
        Wanted steady = new Wanted("steady-caller.xml", STEADY_RATE, plan.calls(), STEADY_PAUSE_MILLIS);
        try (Caller inProgress = Caller.start(children, next(), server.port(), steady)) {
            awaitAll(inProgress, plan.calls());
            Outcome outcome = call("overload", Wanted.pressing(rate, plan.seconds()));
            return new Pressed(outcome, inProgress.steady());
        }
    }

    private static void awaitAll(Caller inProgress, int calls) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(calls / STEADY_RATE + 5);
        while (inProgress.current() < calls) {
            if (System.nanoTime() > deadline) {
                throw new IOException(inProgress.current() + " calls are up instead of " + calls);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** All that a warm server carries, on one that is not. */
    Outcome meetCold(int capacity) throws IOException, InterruptedException {
        return call("cold", Wanted.pressing(capacity, COLD_SECONDS));
    }

    private Outcome call(String what, Wanted wanted) throws IOException, InterruptedException {
        Duration before = server.usage().cpu();
        try (Caller caller = Caller.start(children, next(), server.port(), wanted)) {
            long start = System.nanoTime();
            Outcome outcome = caller.outcome();
            double core = (server.usage().cpu().toNanos() - before.toNanos()) / (double) (System.nanoTime() - start);
            tell(what + " " + wanted.rate() + "/s", outcome, core);
            return outcome;
        }
    }

    private Path next() {
        return folder.resolve("%03d".formatted(++loads));
    }

    private static void tell(String what, Outcome outcome, double core) {
        System.out.println(String.format(
                Locale.ROOT,
                "  %-15s placed %.0f/s, completed %.0f/s, 503 %d (%d without Retry-After), neither %d, sent again %d, drops %d + %d,"
                        + " %.0f %% of the core; set-up %s",
                what,
                outcome.course().placedPerSecond(),
                outcome.course().completedPerSecond(),
                outcome.ends().refused(),
                outcome.ends().bare(),
                outcome.lost(),
                outcome.ends().retransmissions(),
                outcome.drops().server(),
                outcome.drops().sipp(),
                100 * core,
                summary(outcome.setUp())));
    }

    private static String summary(Latencies times) {
        return times.count() == 0 ? "–" : times.summary();
    }
}
