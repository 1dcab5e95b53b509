// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.carillon.load.sip.Load.Wanted;
import org.carillon.load.sip.profile.FlightRecorder;
import org.carillon.load.sip.profile.Profile;
import org.carillon.load.sip.server.Children;
import org.carillon.load.sip.server.Jdk;
import org.carillon.load.sip.server.Server;

/** Where the time of our container goes, for each flow. */
final class ProfileBench {
    /** The recorder takes few samples: so many calls that a share of a tenth is true to some points. */
    private static final int SECONDS = 60;

    private static final int FASTER = 3;

    private final Children children;
    private final Jdk jdk;
    private final Path folder;

    /** Looks at servers that run on this JDK. */
    ProfileBench(Children children, Jdk jdk, Path folder) {
        this.children = children;
        this.jdk = jdk;
        this.folder = folder;
    }

    /** Calls the server with each flow, three times as fast as the plan. */
    Map<Flow, Profile> measure(Server server, SipOptions.Plan plan) throws IOException, InterruptedException {
        var profiles = new EnumMap<Flow, Profile>(Flow.class);
        for (Flow flow : Flow.values()) {
            profiles.put(flow, profile(server, Wanted.seconds(flow, FASTER * plan.rate(flow), SECONDS)));
        }
        return profiles;
    }

    private Profile profile(Server server, Wanted wanted) throws IOException, InterruptedException {
        Path own = folder.resolve(wanted.flow().name());
        var recorder = new FlightRecorder(children, jdk, own.resolve("recorder"), server.java());
        recorder.start();
        var before = server.usage().cpu();
        try (Load load = Load.start(children, own.resolve("load"), server, wanted)) {
            Calls calls = load.await();
            long used = server.usage().cpu().minus(before).toNanos();
            return recorder.stop(calls.completed(), used);
        }
    }
}
