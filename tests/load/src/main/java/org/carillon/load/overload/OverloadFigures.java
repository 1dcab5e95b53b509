// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.overload;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run has measured, and what follows from it.
 *
 * @param capacity calls a second that the warm server carries
 * @param pressed three times that, offered to the warm server
 * @param steady calls in progress meanwhile
 * @param cold as much as the capacity, offered to a server that has just been started
 */
record OverloadFigures(int capacity, Outcome pressed, Steady steady, Outcome cold) {
    static final int TIMES = 3;
    private static final double LEAST_SHARE = 0.8;

    /** What a generator has to place of what it was told, for the overload to be one of three times. */
    private static final double LEAST_PLACED = 0.9;

    /** Completed calls a second under overload, in parts of the capacity. */
    double share() {
        return pressed.course().completedPerSecond() / capacity;
    }

    /** Why nothing may be concluded from the run; empty when it counts. */
    List<String> objections() {
        var objections = new ArrayList<String>();
        pressed("under overload", pressed, TIMES * capacity, objections);
        pressed("on a cold server", cold, capacity, objections);
        return objections;
    }

    private static void pressed(String when, Outcome outcome, int wanted, List<String> objections) {
        double placed = outcome.course().placedPerSecond();
        if (!(placed >= LEAST_PLACED * wanted)) {
            objections.add(Math.round(placed) + " calls a second were placed instead of " + wanted + " (" + when + ")");
        }
        if (outcome.drops().sipp() > 0) {
            objections.add(outcome.drops().sipp() + " datagrams were lost at SIPp's full socket (" + when + ")");
        }
    }

    /** What was promised, and does not hold. */
    List<String> broken() {
        var broken = new ArrayList<String>();
        // A share of nothing is not a number, which is no success either.
        if (!(share() >= LEAST_SHARE)) {
            broken.add("less than 80 % of the capacity was left at three times the load");
        }
        if (steady.lost() > 0) {
            broken.add(steady.lost() + " calls that were in progress did not go on");
        }
        refused("under overload", pressed, broken);
        refused("on a cold server", cold, broken);
        return broken;
    }

    private static void refused(String when, Outcome outcome, List<String> broken) {
        if (outcome.ends().bare() > 0) {
            broken.add(outcome.ends().bare() + " refusals had no Retry-After (" + when + ")");
        }
        if (outcome.lost() > 0) {
            broken.add(outcome.lost() + " calls were neither completed nor refused (" + when + ")");
        }
    }
}
