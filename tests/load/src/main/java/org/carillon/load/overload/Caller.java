// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.overload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.carillon.load.Latencies;
import org.carillon.load.overload.Outcome.Drops;
import org.carillon.load.overload.Outcome.Ends;
import org.carillon.load.sip.SippCommand;
import org.carillon.load.sip.SippFiles;
import org.carillon.load.sip.UdpDrops;
import org.carillon.load.sip.server.Children;
import org.carillon.load.sip.server.Layout;
import org.carillon.testing.net.LoopbackPorts;

/** A SIPp on a core of its own that calls the server, with its files in a folder that stays. */
final class Caller implements AutoCloseable {
    /** A call waits 10 s for an answer to each of its requests, and has to be told to give up before SIPp ends. */
    private static final int GRACE_SECONDS = 40;

    private static final int LOOK_MILLIS = 250;
    private static final String ROLE = "caller";

    private final Children children;
    private final Path folder;
    private final Wanted wanted;
    private final UdpDrops atServer;
    private final UdpDrops atSipp;
    private final Process sipp;

    /**
     * What is called.
     *
     * @param scenario file in {@code resources/sip}
     * @param rate calls a second
     * @param calls in all
     * @param pauseMillis between the requests of a call; only {@code steady-caller.xml} has pauses, three of them
     */
    record Wanted(String scenario, int rate, int calls, int pauseMillis) {
        static Wanted pressing(int rate, int seconds) {
            return new Wanted("pressing-caller.xml", rate, rate * seconds, 0);
        }

        int atMostSeconds() {
            return calls / rate + 3 * pauseMillis / 1000 + GRACE_SECONDS;
        }
    }

    private Caller(Children children, Path folder, int server, Wanted wanted) throws IOException {
        this.children = children;
        this.folder = folder;
        this.wanted = wanted;
        int port = LoopbackPorts.freeSipPort();
        atServer = new UdpDrops(Set.of(server));
        atSipp = new UdpDrops(Set.of(port));
        Path scenario = folder.resolve(ROLE + ".xml");
        Layout.resource(wanted.scenario(), scenario, Map.of("pause", "" + wanted.pauseMillis()));
        List<String> command = Cores.ofGenerator(SippCommand.of(scenario, ROLE, port, calling(server)));
        sipp = children.start(folder, ROLE + "-screen.log", command, Map.of());
    }

    /** Begins to call the server at this port. */
    static Caller start(Children children, Path folder, int server, Wanted wanted) throws IOException {
        Layout.empty(folder);
        return new Caller(children, folder, server, wanted);
    }

    private List<String> calling(int server) {
        String calls = "" + wanted.calls();
        return List.of(
                LoopbackPorts.HOST + ":" + server,
                "-m",
                calls,
                "-r",
                "" + wanted.rate(),
                // No bound but this: a generator that waits for calls to end is no overload.
                "-l",
                calls,
                "-timeout",
                wanted.atMostSeconds() + "s",
                "-trace_rtt",
                "-rtt_freq",
                "100");
    }

    /** How many calls are up, at most a second ago. */
    long current() throws IOException {
        return SippFiles.count(statistics(), "CurrentCall");
    }

    private String statistics() throws IOException {
        Path file = folder.resolve(SippCommand.statistics(ROLE));
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** Waits until all calls have ended; those that have not by then are lost. */
    private String ended() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(wanted.atMostSeconds());
        while (!sipp.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() < deadline) {
            atServer.look();
            atSipp.look();
        }
        atServer.look();
        close();
        String statistics = statistics();
        if (statistics.isEmpty()) {
            throw new IOException("SIPp did not run; see " + folder);
        }
        return statistics;
    }

    /** What became of {@code pressing-caller.xml}. */
    Outcome outcome() throws IOException, InterruptedException {
        String statistics = ended();
        return new Outcome(
                wanted.calls(),
                ends(statistics),
                Course.parse(statistics, wanted.calls()),
                setUp(),
                new Drops(atServer.count(), atSipp.count()));
    }

    static Ends ends(String statistics) {
        long refused = SippFiles.count(statistics, "refused(C)");
        // Such a call has failed for SIPp, so it is not among the successful ones.
        long bare = SippFiles.count(statistics, "FailedRegexpHdrNotFound(C)")
                + SippFiles.count(statistics, "FailedRegexpDoesntMatch(C)");
        long successful = SippFiles.count(statistics, "SuccessfulCall(C)");
        return new Ends(
                successful - (refused - bare), refused, bare, SippFiles.count(statistics, "Retransmissions(C)"));
    }

    /** What became of {@code steady-caller.xml}. */
    Steady steady() throws IOException, InterruptedException {
        String statistics = ended();
        return new Steady(wanted.calls(), SippFiles.count(statistics, "SuccessfulCall(C)"), setUp());
    }

    private Latencies setUp() throws IOException {
        return SippFiles.responseTimes(folder);
    }

    @Override
    public void close() {
        children.end(sipp);
    }
}
