// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import java.util.List;

/**
 * What {@code bench calls} was told.
 *
 * @param calls held at once
 * @param rate calls that arrive per second until then
 * @param fault planted, to see that the benchmark notices
 */
record BenchOptions(int calls, int rate, Fault fault) {
    static final String USAGE = """
            bench calls [--calls N] [--rate R] [--fault late-webhook|refused-documents]

              --calls N   calls held at once (100; up to 1000)
              --rate R    calls that arrive per second (20); N/R may be up to 30 s
              --fault F   plants a fault, after which the exit code has to be 1:
                          late-webhook takes webhooks 300 ms late,
                          refused-documents answers every 20th one with 500
            """;

    static final int MOST_CALLS = 1_000;
    static final int LONGEST_ARRIVAL_SECONDS = 30;

    /** What can be made to go wrong. */
    enum Fault {
        NONE,
        LATE_WEBHOOK,
        REFUSED_DOCUMENTS
    }

    BenchOptions {
        if (calls < 1 || calls > MOST_CALLS) {
            throw new IllegalArgumentException("--calls is 1 to " + MOST_CALLS);
        }
        if (rate < 1 || calls > (long) rate * LONGEST_ARRIVAL_SECONDS) {
            throw new IllegalArgumentException(
                    "--rate has to bring all calls within " + LONGEST_ARRIVAL_SECONDS + " s");
        }
    }

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with a message for people
     */
    static BenchOptions parse(List<String> arguments) {
        int calls = 100;
        int rate = 20;
        Fault fault = Fault.NONE;
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (i + 1 >= arguments.size()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            String value = arguments.get(i + 1);
            switch (name) {
                case "--calls" -> calls = number(name, value);
                case "--rate" -> rate = number(name, value);
                case "--fault" -> fault = fault(value);
                default -> throw new IllegalArgumentException("unknown option " + name);
            }
        }
        return new BenchOptions(calls, rate, fault);
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is a number, not " + value, e);
        }
    }

    private static Fault fault(String value) {
        return switch (value) {
            case "late-webhook" -> Fault.LATE_WEBHOOK;
            case "refused-documents" -> Fault.REFUSED_DOCUMENTS;
            default -> throw new IllegalArgumentException("no fault of this name: " + value);
        };
    }

    /** How long each call lasts, so that all are up together for 10 s. */
    int holdSeconds() {
        return 10 + (calls + rate - 1) / rate;
    }
}
