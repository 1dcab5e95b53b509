// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.overload;

import java.util.Iterator;
import java.util.List;
import org.carillon.load.sip.server.Jvm;
import org.carillon.load.sip.server.Jvm.Collector;

/**
 * What {@code bench overload} was told.
 *
 * @param capacity calls a second, or 0 when it has to be looked for
 * @param write whether the figures are for the documentation
 */
record OverloadOptions(Plan plan, int capacity, Jvm jvm, Fault fault, boolean write) {
    static final String USAGE = """
            bench overload [--seconds S] [--warm-up S] [--calls N] [--capacity R]
                           [--jdk 17|25] [--gc g1|zgc] [--write] [--fault no-set-point]

              --seconds S   of three times the capacity (30; 28 to 120)
              --warm-up S   of 500 calls a second beforehand (60; 1 to 600)
              --calls N     in progress meanwhile (100; 1 to 1000)
              --capacity R  calls a second, instead of looking for it
              --jdk V       of the server (17)
              --gc G        garbage collector of the server (g1)
              --write       puts the tables into docs/performance.md
              --fault F     plants a fault, after which the exit code has to be 1:
                            no-set-point lets the server look neither at the wait for the
                            lanes nor at the warm-up
            """;

    static final int MOST_PER_SECOND = 20_000;

    /** The calls in progress need so long for all that they do; it is to happen under overload. */
    static final int LEAST_SECONDS = 28;

    /**
     * How much is called.
     *
     * @param seconds of overload, 28 to 120
     * @param warmUpSeconds 1 to 600
     * @param calls in progress, 1 to 1000
     */
    record Plan(int seconds, int warmUpSeconds, int calls) {
        static final Plan DEFAULT = new Plan(30, 60, 100);

        Plan {
            within("--seconds", seconds, LEAST_SECONDS, 120);
            within("--warm-up", warmUpSeconds, 1, 600);
            within("--calls", calls, 1, 1_000);
        }
    }

    enum Fault {
        NONE,
        NO_SET_POINT;

        /** Settings of the server that plant it. */
        List<String> properties() {
            return this == NONE
                    ? List.of()
                    : List.of("-Dcarillon.sip.overload-wait=10000", "-Dcarillon.sip.warm-up-rate=1000000");
        }
    }

    OverloadOptions {
        within("--capacity", capacity, 0, MOST_PER_SECOND);
        if (write && fault != Fault.NONE) {
            throw new IllegalArgumentException("a planted fault is not for the documentation: no --write with --fault");
        }
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + least + " to " + most);
        }
    }

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with a message for people
     */
    static OverloadOptions parse(List<String> arguments) {
        var options = new OverloadOptions(Plan.DEFAULT, 0, Jvm.DEFAULT, Fault.NONE, false);
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            if (name.equals("--write")) {
                options = new OverloadOptions(options.plan, options.capacity, options.jvm, options.fault, true);
                continue;
            }
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(name + " is no option, or needs a value");
            }
            options = options.with(name, rest.next());
        }
        return options;
    }

    private OverloadOptions with(String name, String value) {
        return switch (name) {
            case "--seconds", "--warm-up", "--calls" ->
                new OverloadOptions(changed(name, number(name, value)), capacity, jvm, fault, write);
            case "--capacity" -> new OverloadOptions(plan, positive(name, number(name, value)), jvm, fault, write);
            case "--jdk", "--gc" -> new OverloadOptions(plan, capacity, changed(name, value), fault, write);
            case "--fault" -> new OverloadOptions(plan, capacity, jvm, fault(value), write);
            default -> throw new IllegalArgumentException("unknown option " + name);
        };
    }

    private Plan changed(String name, int to) {
        return new Plan(
                name.equals("--seconds") ? to : plan.seconds(),
                name.equals("--warm-up") ? to : plan.warmUpSeconds(),
                name.equals("--calls") ? to : plan.calls());
    }

    private Jvm changed(String name, String to) {
        return switch (name + " " + to) {
            case "--jdk 17" -> new Jvm(17, jvm.collector());
            case "--jdk 25" -> new Jvm(25, jvm.collector());
            case "--gc g1" -> new Jvm(jvm.version(), Collector.G1);
            case "--gc zgc" -> new Jvm(jvm.version(), Collector.ZGC);
            default -> throw new IllegalArgumentException("--jdk is 17 or 25, and --gc is g1 or zgc");
        };
    }

    private static Fault fault(String value) {
        if (!value.equals("no-set-point")) {
            throw new IllegalArgumentException("no fault of this name: " + value);
        }
        return Fault.NO_SET_POINT;
    }

    private static int positive(String name, int value) {
        within(name, value, 1, MOST_PER_SECOND);
        return value;
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is a number, not " + value, e);
        }
    }
}
