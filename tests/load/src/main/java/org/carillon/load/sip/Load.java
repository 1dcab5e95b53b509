// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.carillon.load.sip.server.Children;
import org.carillon.load.sip.server.Layout;
import org.carillon.load.sip.server.Server;
import org.carillon.testing.Waiting;
import org.carillon.testing.net.LoopbackPorts;

/** Calls to one server: a SIPp that calls, and one that is called, each with files of its own in a folder that stays. */
final class Load implements AutoCloseable {
    /** SIPp waits 10 s for an answer, and a call takes two; the rest is for a server that is overloaded. */
    private static final int GRACE_SECONDS = 30;

    /** When its time is over, SIPp still waits for calls that nobody ends; that long it may. */
    private static final int END_SECONDS = 5;

    private static final int LOOK_MILLIS = 250;

    private final Children children;
    private final Path folder;
    private final Wanted wanted;
    private final Process callee;
    private final Process caller;
    private final UdpDrops drops;

    /**
     * What is called.
     *
     * @param rate calls a second
     * @param calls in all
     * @param hold between answer and BYE
     */
    record Wanted(Flow flow, int rate, int calls, Duration hold) {
        static Wanted seconds(Flow flow, int rate, int seconds) {
            return new Wanted(flow, rate, rate * seconds, Duration.ZERO);
        }

        long atMostSeconds() {
            return calls / rate + hold.toSeconds() + GRACE_SECONDS;
        }
    }

    private Load(Children children, Path folder, Server server, Wanted wanted) throws IOException {
        this.children = children;
        this.folder = folder;
        this.wanted = wanted;
        int calleePort = LoopbackPorts.freeSipPort();
        int callerPort = LoopbackPorts.freeSipPort();
        drops = new UdpDrops(Set.of(server.port(), calleePort, callerPort));
        callee = sipp("callee", calleePort, List.of());
        Waiting.untilTrue(
                Duration.ofSeconds(10), () -> LoopbackPorts.isTaken(calleePort), () -> "SIPp listening in " + folder);
        caller = sipp("caller", callerPort, calling(server.port(), wanted.flow().user(calleePort)));
    }

    /** Begins to call. */
    static Load start(Children children, Path folder, Server server, Wanted wanted) throws IOException {
        Layout.empty(folder);
        return new Load(children, folder, server, wanted);
    }

    private List<String> calling(int port, String user) {
        return List.of(
                LoopbackPorts.HOST + ":" + port,
                "-s",
                user,
                "-m",
                "" + wanted.calls(),
                "-r",
                "" + wanted.rate(),
                "-l",
                "" + wanted.calls(),
                "-timeout",
                wanted.atMostSeconds() + "s",
                "-trace_rtt",
                "-rtt_freq",
                "1");
    }

    private Process sipp(String role, int port, List<String> more) throws IOException {
        Path scenario = folder.resolve(role + ".xml");
        Layout.resource(
                role + ".xml", scenario, Map.of("hold", "" + wanted.hold().toMillis()));
        return children.start(folder, role + "-screen.log", SippCommand.of(scenario, role, port, more), Map.of());
    }

    /** How many calls are up, at most a second ago. */
    long current() throws IOException {
        return SippFiles.count(read(SippCommand.statistics("caller")), "CurrentCall");
    }

    /** Waits until all calls have ended; those that have not by then have failed. */
    Calls await() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(wanted.atMostSeconds() + END_SECONDS);
        while (!caller.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() < deadline) {
            drops.look();
        }
        drops.look();
        // The caller has its answer before the callee has heard of the end.
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        close();
        String statistics = read(SippCommand.statistics("caller"));
        if (statistics.isEmpty()) {
            throw new IOException("SIPp did not run; see " + folder);
        }
        long again = SippFiles.count(statistics, "Retransmissions(C)")
                + SippFiles.count(read(SippCommand.statistics("callee")), "Retransmissions(C)");
        int completed = Math.toIntExact(SippFiles.count(statistics, "SuccessfulCall(C)"));
        return new Calls(wanted.calls(), completed, again, drops.count(), SippFiles.responseTimes(folder));
    }

    private String read(String file) throws IOException {
        Path path = folder.resolve(file);
        return Files.exists(path) ? Files.readString(path) : "";
    }

    @Override
    public void close() {
        children.end(caller);
        children.end(callee);
    }
}
