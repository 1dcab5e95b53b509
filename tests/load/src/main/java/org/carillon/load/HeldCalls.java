// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.carillon.testing.sipp.Sipp;
import org.carillon.testing.sipp.SippResult;
import org.carillon.testing.sipp.SippRun;

/** Many programmable calls at once, with audio both ways: does any fail, and what do they cost? */
final class HeldCalls {
    static final String NUMBER = "+12065100002";

    private static final Duration SETTLES = Duration.ofSeconds(10);
    private static final int SIPP_GRACE_SECONDS = 30;

    /** A caller who hears for a fraction of the time is not in a call. The rest of the 50 a second is left to load. */
    private static final int PACKETS_PER_SECOND = 40;

    private final BenchPlatform platform;
    private final PlatformApi api;
    private final TenantWeb web;
    private final BenchOptions options;
    private final List<String> callers;

    HeldCalls(BenchPlatform platform, PlatformApi api, TenantWeb web, BenchOptions options) {
        this.platform = platform;
        this.api = api;
        this.web = web;
        this.options = options;
        this.callers = IntStream.range(0, options.calls())
                .mapToObj(i -> "+1555902" + (1000 + i))
                .toList();
    }

    /**
     * What was measured.
     *
     * @param failed calls that SIPp counts as failed or that it did not place
     * @param problems what call records and audio say against it
     * @param mostAtOnce callers that heard audio at the same moment
     * @param retransmissions SIP messages sent again
     * @param leastPackets RTP packets that the worst-served caller received
     * @param delays from the INVITE to the webhook
     */
    record Result(
            int calls,
            int failed,
            List<String> problems,
            int mostAtOnce,
            int retransmissions,
            long leastPackets,
            Latencies delays,
            Cost wildfly,
            Cost media) {
        /** Whether the promise holds: all calls were up at once, none failed, and nothing speaks against it. */
        boolean passed() {
            return failed == 0 && problems.isEmpty() && mostAtOnce >= calls;
        }
    }

    /**
     * What a process spent on the calls.
     *
     * @param cpu for all calls together, with what it would have used anyway
     * @param time during which it was spent
     * @param residentKiB when the calls had ended
     */
    record Cost(Duration cpu, Duration time, long residentKiB) {
        double cpuMillisPerCall(int calls) {
            return (double) cpu.toMillis() / calls;
        }

        double percentOfOneCore() {
            return 100.0 * cpu.toNanos() / time.toNanos();
        }

        long residentMiB() {
            return residentKiB / 1024;
        }

        static Cost between(ProcessUsage before, ProcessUsage after, Duration time) {
            return new Cost(after.cpu().minus(before.cpu()), time, after.residentKiB());
        }
    }

    Result run() throws IOException, InterruptedException {
        Path values = Files.createTempFile("callers", ".csv");
        try (var lines = RtpLines.open(options.calls())) {
            Files.write(
                    values,
                    IntStream.range(-1, callers.size())
                            .mapToObj(i -> value(i, lines))
                            .toList());
            ProcessUsage wildfly = platform.wildfly();
            ProcessUsage media = platform.mediaServer();
            long start = System.nanoTime();
            SippResult sipp = call(values, lines);
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            return judge(
                    sipp,
                    lines,
                    Cost.between(wildfly, platform.wildfly(), time),
                    Cost.between(media, platform.mediaServer(), time));
        } finally {
            Files.delete(values);
        }
    }

    private String value(int caller, RtpLines lines) {
        return caller < 0 ? "SEQUENTIAL" : callers.get(caller) + ";" + lines.port(caller);
    }

    private SippResult call(Path values, RtpLines lines) throws InterruptedException {
        int hold = options.holdSeconds();
        Sipp sipp = Sipp.resource("/held-call.xml")
                .to(platform.sip().getAddress().getHostAddress() + ":"
                        + platform.sip().getPort())
                .number(NUMBER)
                .set("hold", hold * 1000)
                .values(values)
                .calls(options.calls(), options.rate())
                .with("-buff_size", "4194304")
                .atMost(Duration.ofSeconds(2L * hold + SIPP_GRACE_SECONDS));
        try (SippRun run = sipp.start()) {
            CompletableFuture<SippResult> end = CompletableFuture.supplyAsync(run::await);
            for (int second = 1; !end.isDone(); second++) {
                TimeUnit.SECONDS.sleep(1);
                if (second % 3 == 0) {
                    System.out.println("  " + lines.busy() + " calls are up");
                }
            }
            return end.join();
        }
    }

    private Result judge(SippResult sipp, RtpLines lines, Cost wildfly, Cost media)
            throws IOException, InterruptedException {
        var problems = new ArrayList<>(recordProblems());
        long least = Long.MAX_VALUE;
        long enough = (long) options.holdSeconds() * PACKETS_PER_SECOND;
        for (int i = 0; i < callers.size(); i++) {
            least = Math.min(least, lines.received(i));
            if (lines.received(i) < enough) {
                problems.add(callers.get(i) + " received " + lines.received(i) + " RTP packets in "
                        + options.holdSeconds() + " s");
            }
        }
        int failed = Math.max(sipp.failed(), options.calls() - sipp.successful());
        return new Result(
                options.calls(),
                failed,
                problems,
                lines.mostBusy(),
                sipp.retransmissions(),
                least,
                delays(sipp),
                wildfly,
                media);
    }

    /** Asks until every record is as it should be, or for some seconds. */
    private List<String> recordProblems() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + SETTLES.toNanos();
        while (true) {
            List<String> problems = CallRecord.problems(callers, api.callsTo(NUMBER), options.holdSeconds());
            if (problems.isEmpty() || System.nanoTime() > deadline) {
                return problems;
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private Latencies delays(SippResult sipp) {
        Map<String, Instant> invites = InviteLog.firstInvites(sipp.messages(), ZoneId.systemDefault());
        return Latencies.of(callers.stream()
                .filter(invites::containsKey)
                .flatMap(
                        caller -> web
                                .webhook(caller)
                                .map(webhook -> Duration.between(invites.get(caller), webhook.clock()))
                                .stream())
                .toList());
    }
}
