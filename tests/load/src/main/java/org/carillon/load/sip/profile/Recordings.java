// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Reads a flight recording. */
final class Recordings {
    /** Between two events of a thread's CPU time. */
    static final int PERIOD_SECONDS = 1;

    private Recordings() {}

    /**
     * Sorts its samples.
     *
     * @param processors of the machine: the loads of threads in the file are shares of all of them
     */
    static Profile.Builder read(Path file, int processors) throws IOException {
        var profile = new Profile.Builder();
        Set<Long> weighed = new HashSet<>();
        try (var recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                switch (event.getEventType().getName()) {
                    case "jdk.ExecutionSample" -> profile.sample(frames(event));
                    case "jdk.ObjectAllocationSample" -> allocated(profile, event, weighed);
                    case "jdk.ThreadCPULoad" -> ran(profile, event, processors);
                    default -> {}
                }
            }
        }
        return profile;
    }

    /** The weight of an event is what its thread allocated since the one before; of the first that is since the thread began. */
    private static void allocated(Profile.Builder profile, RecordedEvent event, Set<Long> weighed) {
        RecordedThread thread = event.getThread();
        if (thread != null && !weighed.add(thread.getId())) {
            profile.allocated(frames(event), event.getLong("weight"));
        }
    }

    /** A thread that did next to nothing is left out by the machine, and what it did is part of its next event. */
    private static void ran(Profile.Builder profile, RecordedEvent event, int processors) {
        RecordedThread thread = event.getThread();
        if (thread != null) {
            double load = event.getFloat("user") + event.getFloat("system");
            String name = thread.getJavaName() == null ? thread.getOSName() : thread.getJavaName();
            profile.ran(name, Math.round(load * processors * TimeUnit.SECONDS.toNanos(PERIOD_SECONDS)));
        }
    }

    private static List<String> frames(RecordedEvent event) {
        if (event.getStackTrace() == null) {
            return List.of();
        }
        return event.getStackTrace().getFrames().stream()
                .filter(RecordedFrame::isJavaFrame)
                .map(frame -> frame.getMethod().getType().getName() + "."
                        + frame.getMethod().getName())
                .toList();
    }
}
