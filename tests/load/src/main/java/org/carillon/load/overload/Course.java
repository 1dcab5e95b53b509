// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.overload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.carillon.load.sip.SippFiles;

/** How a load went while calls were still being placed, second by second. */
record Course(List<Moment> moments) {
    /**
     * What SIPp had counted at a time.
     *
     * @param seconds of the wall clock
     * @param ended successfully: completed, or refused as it has to be
     */
    record Moment(double seconds, long placed, long ended, long refused) {
        long completed() {
            return ended - refused;
        }
    }

    Course {
        moments = List.copyOf(moments);
    }

    /**
     * From what SIPp wrote with {@code -trace_stat}.
     *
     * @param calls that it was told to place; what was counted when it had is left out
     */
    static Course parse(String statistics, int calls) {
        List<String> times = SippFiles.values(statistics, "CurrentTime");
        List<String> placed = SippFiles.values(statistics, "TotalCallCreated");
        List<String> ended = SippFiles.values(statistics, "SuccessfulCall(C)");
        List<String> refused = SippFiles.values(statistics, "refused(C)");
        var moments = new ArrayList<Moment>();
        for (int i = 0; i < refused.size(); i++) {
            if (Long.parseLong(placed.get(i)) < calls) {
                moments.add(new Moment(
                        seconds(times.get(i)),
                        Long.parseLong(placed.get(i)),
                        Long.parseLong(ended.get(i)),
                        Long.parseLong(refused.get(i))));
            }
        }
        return new Course(moments);
    }

    /** SIPp writes date, time and seconds since 1970, with tabs between them. */
    private static double seconds(String time) {
        return Double.parseDouble(time.substring(time.lastIndexOf('\t') + 1));
    }

    /** Calls a second that were really placed; 0 when it was over too soon to tell. */
    double placedPerSecond() {
        return whole().map(Stretch::placedPerSecond).orElse(0.0);
    }

    /** Calls a second that were answered and ended as written; 0 when it was over too soon to tell. */
    double completedPerSecond() {
        return whole().map(Stretch::completedPerSecond).orElse(0.0);
    }

    /** The same for each second. */
    List<Double> completedEachSecond() {
        var each = new ArrayList<Double>();
        for (int i = 1; i < moments.size(); i++) {
            each.add(new Stretch(moments.get(i - 1), moments.get(i)).completedPerSecond());
        }
        return each;
    }

    private Optional<Stretch> whole() {
        return moments.size() < 2
                ? Optional.empty()
                : Optional.of(new Stretch(moments.get(0), moments.get(moments.size() - 1)));
    }

    private record Stretch(Moment from, Moment to) {
        double placedPerSecond() {
            return (to.placed() - from.placed()) / seconds();
        }

        double completedPerSecond() {
            return (to.completed() - from.completed()) / seconds();
        }

        private double seconds() {
            return to.seconds() - from.seconds();
        }
    }
}
