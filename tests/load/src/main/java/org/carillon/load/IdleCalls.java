// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.carillon.load.TenantWeb.Webhook;

/** Calls one after the other on an idle platform: how long after the INVITE does the webhook arrive? */
final class IdleCalls {
    static final String NUMBER = "+12065100001";
    static final Duration LIMIT = Duration.ofMillis(200);

    private static final int WARM_UP = 100;
    private static final int MEASURED = 200;
    private static final int PAUSE_MILLIS = 20;
    private static final int SHOWN_EVERY = 50;

    private final BenchPlatform platform;
    private final TenantWeb web;

    IdleCalls(BenchPlatform platform, TenantWeb web) {
        this.platform = platform;
        this.web = web;
    }

    /**
     * What was measured.
     *
     * @param delays from the INVITE to the webhook
     * @param problems of calls that did not go as they should
     */
    record Result(Latencies delays, List<String> problems) {
        /** Whether the promise holds: nothing went wrong, and the 95th percentile is within the limit. */
        boolean passed() {
            return problems.isEmpty()
                    && delays.count() == MEASURED
                    && delays.percentile(95).compareTo(LIMIT) <= 0;
        }

        int calls() {
            return MEASURED;
        }
    }

    Result run() throws IOException, InterruptedException {
        var delays = new ArrayList<Duration>();
        var problems = new ArrayList<String>();
        try (var line = RtpLines.open(1);
                var caller = new IdleCaller(platform.sip(), line.port(0))) {
            for (int i = 0; i < WARM_UP + MEASURED; i++) {
                IdleCaller.Outcome outcome = caller.place(NUMBER, "+1555901" + (1000 + i));
                if (i >= WARM_UP) {
                    judge(outcome, delays, problems);
                }
                if ((i + 1) % SHOWN_EVERY == 0) {
                    System.out.println("  " + (i + 1) + " of " + (WARM_UP + MEASURED) + " calls"
                            + (i < WARM_UP ? " (warm-up)" : ""));
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        return new Result(Latencies.of(delays), problems);
    }

    private void judge(IdleCaller.Outcome outcome, List<Duration> delays, List<String> problems) {
        if (!outcome.problem().isEmpty()) {
            problems.add(outcome.from() + ": " + outcome.problem());
        }
        Webhook webhook = web.webhook(outcome.from()).orElse(null);
        if (webhook == null || webhook.count() != 1) {
            problems.add(outcome.from() + ": " + (webhook == null ? 0 : webhook.count()) + " webhooks instead of one");
        } else {
            delays.add(Duration.ofNanos(webhook.nanoTime() - outcome.sentAt()));
        }
    }
}
