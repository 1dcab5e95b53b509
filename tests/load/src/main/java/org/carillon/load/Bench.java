// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code ./carillon bench calls}. Exit code 0 when both promises hold, 1 when not, 2 for wrong arguments. */
public final class Bench {
    private static final Duration AT_MOST = Duration.ofSeconds(230);

    private Bench() {}

    /** Runs in the project's root. */
    public static void main(String[] arguments) throws InterruptedException {
        BenchOptions options;
        try {
            options = BenchOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n\n" + BenchOptions.USAGE);
            System.exit(2);
            return;
        }
        boolean passed = false;
        CountDownLatch done = watch();
        try {
            passed = run(options);
        } catch (IOException | RuntimeException | AssertionError e) {
            System.err.println("the benchmark could not be finished: " + e.getMessage());
        }
        done.countDown();
        System.exit(passed ? 0 : 1);
    }

    private static boolean run(BenchOptions options) throws IOException, InterruptedException {
        String load = MachineFacts.load();
        System.out.println("starting a platform of its own");
        try (TenantWeb web = TenantWeb.start(options.fault());
                BenchPlatform platform = BenchPlatform.start()) {
            PlatformApi api = platform.api();
            api.createNumber(IdleCalls.NUMBER, web.voiceUrl());
            api.createNumber(HeldCalls.NUMBER, web.voiceUrl());
            System.out.println("one call at a time");
            IdleCalls.Result idle = new IdleCalls(platform, web).run();
            System.out.println(options.calls() + " calls at once, arriving at " + options.rate() + "/s");
            HeldCalls.Result held = new HeldCalls(platform, api, web, options).run();
            System.out.println(Report.of(options, load, platform.jdk(), idle, held));
            return idle.passed() && held.passed();
        }
    }

    /** Ends the JVM, and by that the platform, when the benchmark hangs. */
    private static CountDownLatch watch() {
        var done = new CountDownLatch(1);
        var watcher = new Thread(
                () -> {
                    try {
                        if (!done.await(AT_MOST.toSeconds(), TimeUnit.SECONDS)) {
                            System.err.println("the benchmark takes longer than " + AT_MOST.toSeconds() + " s");
                            System.exit(1);
                        }
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                },
                "bench-watch");
        watcher.setDaemon(true);
        watcher.start();
        return done;
    }
}
