// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.carillon.load.sip.server.Children;
import org.carillon.load.sip.server.Jdk;

/** Java's flight recorder in another process. */
public final class FlightRecorder {
    private static final String NAME = "bench";
    private static final int JCMD_SECONDS = 60;

    private final Children children;
    private final Jdk jdk;
    private final Path folder;
    private final long pid;

    /**
     * Records nothing yet.
     *
     * @param jdk the one that the process runs on
     * @param folder for the recording and what {@code jcmd} prints; they stay
     */
    public FlightRecorder(Children children, Jdk jdk, Path folder, long pid) {
        this.children = children;
        this.jdk = jdk;
        this.folder = folder.toAbsolutePath();
        this.pid = pid;
    }

    /** Begins: a sample every 10 ms, the CPU time of each thread every second. */
    public void start() throws IOException, InterruptedException {
        jcmd(
                "start.txt",
                "JFR.start",
                "name=" + NAME,
                "settings=profile",
                "filename=" + file(),
                "jdk.ThreadCPULoad#period=" + Recordings.PERIOD_SECONDS + "s");
    }

    /**
     * Ends, and sorts what was seen.
     *
     * @param calls that went as written meanwhile
     * @param cpuNanos what the process used for them
     */
    public Profile stop(int calls, long cpuNanos) throws IOException, InterruptedException {
        jcmd("stop.txt", "JFR.stop", "name=" + NAME);
        return Recordings.read(file(), Runtime.getRuntime().availableProcessors())
                .build(calls, cpuNanos);
    }

    private Path file() {
        return folder.resolve("recording.jfr");
    }

    private void jcmd(String log, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(jdk.program("jcmd"), "" + pid));
        command.addAll(List.of(words));
        Process jcmd = children.start(folder, log, command, Map.of());
        boolean ended = jcmd.waitFor(JCMD_SECONDS, TimeUnit.SECONDS);
        children.end(jcmd);
        if (!ended || jcmd.exitValue() != 0) {
            throw new IOException("the flight recorder does not answer: "
                    + Files.readString(folder.resolve(log)).strip());
        }
    }
}
