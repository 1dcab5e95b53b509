// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.carillon.load.sip.server.Kind;

/**
 * The part of a round that belongs to one flow. The servers are called in turn, slice by slice, so that a machine which becomes slower
 * does so for all of them.
 */
final class Part {
    private Part() {}

    /**
     * Calls the servers.
     *
     * @param targets in the order of the first slice
     * @return a sample of each server; all of them were counted for the same time, from the first slice to the end of the last
     */
    static Map<Kind, Sample> measure(List<Target> targets, List<Slice> slices)
            throws IOException, InterruptedException {
        var tallies = new ArrayList<Tally>();
        for (Target target : targets) {
            tallies.add(new Tally(target));
        }
        for (Slice slice : slices) {
            for (Tally tally : slice.order(tallies)) {
                tally.call(slice.seconds());
            }
        }
        var samples = new EnumMap<Kind, Sample>(Kind.class);
        for (Tally tally : tallies) {
            samples.put(tally.kind(), tally.sum());
        }
        return samples;
    }
}
