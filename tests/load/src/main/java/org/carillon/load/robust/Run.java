// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** One run: warm-up, messages with a call after every round of them, and what is left at the end. */
final class Run {
    static final int ROUND = 1_000;

    /** The first messages load classes and fill pools: the heap and the threads are compared with what is there after them. */
    private static final int WARM_UP = 5 * ROUND;

    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long MOST_HEAP_GROWTH = 24L << 20;
    private static final int MOST_NEW_THREADS = 40;
    private static final List<Transport> WAYS = List.of(Transport.values());

    private final RobustOptions options;
    private final RobustServer server;
    private final SSLContext tls;
    private final Recorder recorder;
    private final Figures figures;
    private final List<String> problems = new ArrayList<>();
    private long lastProgress = System.nanoTime();
    private int calls;
    private Map<String, Integer> threads = Map.of();
    private long heap;

    Run(RobustOptions options, RobustServer server, SSLContext tls, Path saved) {
        this.options = options;
        this.server = server;
        this.tls = tls;
        this.recorder = new Recorder(saved);
        this.figures = new Figures(server.pid());
    }

    /** {@return whether all that must hold did} What did not is printed. */
    boolean passes() throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var sent = 0;
        try {
            sent = feed();
        } catch (IOException e) {
            problem("no call after message " + e.getMessage());
        }
        var seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
        say(sent + " messages in " + seconds + " s, " + calls + " of " + calls
                + " calls between them worked, datagrams dropped " + Figures.drops());
        if (problems.isEmpty()) {
            awaitNothingHeld();
        }
        look();
        problems.forEach(problem -> System.out.println("FAIL  " + problem));
        if (!problems.isEmpty()) {
            System.out.println("FAIL  seed " + options.seed() + "; what was sent last is in " + recorder.save());
        } else {
            System.out.println("PASS  a call worked after every " + ROUND + " messages, and nothing was left behind");
        }
        return problems.isEmpty();
    }

    private int feed() throws IOException, InterruptedException {
        var dialogs = new Dialogs();
        var corpus = new Corpus(Forms.read(options.published()), dialogs, options.seed());
        var replay = options.replay();
        if (replay != null) {
            var shots = Recorder.read(replay).iterator();
            return rounds(shots::next, Recorder.read(replay).size(), dialogs, 0);
        }
        var warm = Math.min(WARM_UP, options.messages() / 2);
        var sent = rounds(corpus::next, warm, dialogs, 0);
        awaitNothingHeld();
        if (!problems.isEmpty()) {
            return sent;
        }
        threads = figures.threads();
        heap = figures.liveBytes();
        say("warm: " + (heap >> 20) + " MiB in use after a collection, "
                + threads.values().stream().mapToInt(Integer::intValue).sum() + " threads");
        return rounds(corpus::next, options.messages() - warm, dialogs, sent);
    }

    private int rounds(Supplier<Shot> shots, int count, Dialogs dialogs, int before) throws IOException {
        var sent = before;
        try (var feeder = new Feeder(tls, dialogs, options.rate())) {
            while (sent < before + count) {
                var shot = shots.get();
                recorder.sent(shot);
                feeder.send(shot);
                sent++;
                if (sent % ROUND == 0 || sent == before + count) {
                    call(sent);
                }
            }
        }
        return sent;
    }

    private void call(int sent) throws IOException {
        var transport = WAYS.get(calls % WAYS.size());
        try {
            TestCall.place(transport, InetAddress.getLoopbackAddress(), tls);
            calls++;
        } catch (IOException e) {
            throw new IOException(sent + " over " + transport + ": " + e.getMessage(), e);
        }
        if (System.nanoTime() - lastProgress > PROGRESS_NANOS) {
            lastProgress = System.nanoTime();
            say(sent + " of " + options.messages() + " messages");
        }
    }

    /** Looks at what the server is like at the end. */
    private void look() throws IOException {
        if (figures.isDeadlocked()) {
            problem("threads of the server wait for each other");
        }
        if (heap > 0) {
            var now = figures.liveBytes();
            say("at the end: " + (now >> 20) + " MiB in use after a collection");
            if (now - heap > MOST_HEAP_GROWTH) {
                problem("the heap grew from " + heap + " to " + now + " bytes");
            }
            compare(figures.threads());
        }
        if (Figures.drops() > 0) {
            problem("the kernel dropped " + Figures.drops() + " datagrams at the server's socket");
        }
        var log = LogCheck.problems(server.log() + server.console());
        if (!log.isEmpty()) {
            problem(log.size() + " lines of the log should not be there, the first: " + log.get(0));
        }
    }

    private void compare(Map<String, Integer> now) {
        Threads.dead(threads, now).forEach(name -> problem("a thread is gone: " + name));
        var more = now.values().stream().mapToInt(Integer::intValue).sum()
                - threads.values().stream().mapToInt(Integer::intValue).sum();
        if (more > MOST_NEW_THREADS) {
            problem(more + " threads more than after the warm-up: " + now);
        }
    }

    private void awaitNothingHeld() throws IOException, InterruptedException {
        var held = figures.awaitNothingHeld();
        if (!held.isEmpty()) {
            problem("still held: " + held);
            say("still held: " + held);
        }
    }

    private void problem(String text) {
        problems.add(text);
    }

    private static void say(String text) {
        System.out.println("  " + text);
    }
}
