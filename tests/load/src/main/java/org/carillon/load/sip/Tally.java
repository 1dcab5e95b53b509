// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.io.IOException;
import java.time.Duration;
import org.carillon.load.sip.server.Kind;

/**
 * Adds up the slices of one server in a {@link Part}. Its CPU time is counted from here to the sum without a gap: timers of SIP run for
 * up to 32 s and compilers go on, so what a slice costs is partly used while another server is called.
 */
final class Tally {
    private final Target target;
    private final Duration before;
    private Calls calls = Calls.NONE;
    private long memoryKiB;

    /** Begins to count. */
    Tally(Target target) throws IOException {
        this.target = target;
        this.before = target.usage().cpu();
    }

    Kind kind() {
        return target.kind();
    }

    void call(int seconds) throws IOException, InterruptedException {
        calls = calls.plus(target.call(seconds));
        memoryKiB = target.usage().memoryKiB();
    }

    /** All calls until now, the CPU time until now, and the memory after the last slice. */
    Sample sum() throws IOException {
        return new Sample(calls, target.usage().cpu().minus(before), memoryKiB);
    }
}
