// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.nio.file.Path;
import java.util.List;
import org.carillon.load.sip.server.Jvm;
import org.jspecify.annotations.Nullable;

/**
 * What the run was told.
 *
 * @param messages how many are sent, 1,000 or more
 * @param seed from which all of them come
 * @param rate messages a second at most
 * @param floodSeconds how long each of the two floods lasts, 0 for none
 * @param fault planted in the application, {@code none} for none
 * @param published folder with the messages of RFC 4475 as they were published, or null
 * @param jvm of the server, or null for the Java that runs this
 * @param replay a saved run that is sent instead, or null
 */
record RobustOptions(
        int messages,
        long seed,
        int rate,
        int floodSeconds,
        String fault,
        @Nullable Jvm jvm,
        @Nullable Path published,
        @Nullable Path replay) {
    static final String USAGE = """
            bench robustness [--messages N] [--seed S] [--rate R] [--flood SECONDS] [--rfc4475 FOLDER]
                             [--jdk 17|25] [--replay FILE] [--fault leak|log]

              --messages N      messages to send (20000)
              --seed S          the seed of all of them (the time)
              --rate R          messages a second at most (1500)
              --flood SECONDS   length of the flood of INVITE and of that of REGISTER (5 each; 0 for none)
              --rfc4475 FOLDER  also sends the files of this folder, the published messages of RFC 4475
              --jdk V           of the server, 25 with ZGC and 17 with G1 (that of the build, with its default)
              --replay FILE     sends what an earlier run saved when it failed
              --fault F         plants a fault in the application, after which the exit code has to be 1
            """;

    private static final List<String> FAULTS = List.of("none", "leak", "log");

    RobustOptions {
        if (messages < 1_000 || rate < 1 || floodSeconds < 0) {
            throw new IllegalArgumentException("--messages is 1000 or more, --rate 1 or more, --flood 0 or more");
        }
        if (!FAULTS.contains(fault)) {
            throw new IllegalArgumentException("no fault of this name: " + fault);
        }
    }

    /**
     * Reads arguments.
     *
     * @param now seed when none is given
     * @throws IllegalArgumentException with a message for people
     */
    static RobustOptions parse(List<String> arguments, long now) {
        var options = new RobustOptions(20_000, now, 1_500, 5, "none", null, null, null);
        for (var i = 0; i < arguments.size(); i += 2) {
            var name = arguments.get(i);
            if (i + 1 >= arguments.size()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            options = options.with(name, arguments.get(i + 1));
        }
        return options;
    }

    private RobustOptions with(String name, String value) {
        return switch (name) {
            case "--messages" ->
                new RobustOptions(number(name, value), seed, rate, floodSeconds, fault, jvm, published, replay);
            case "--seed" ->
                new RobustOptions(messages, seed(value), rate, floodSeconds, fault, jvm, published, replay);
            case "--rate" ->
                new RobustOptions(messages, seed, number(name, value), floodSeconds, fault, jvm, published, replay);
            case "--flood" ->
                new RobustOptions(messages, seed, rate, number(name, value), fault, jvm, published, replay);
            case "--fault" -> new RobustOptions(messages, seed, rate, floodSeconds, value, jvm, published, replay);
            case "--rfc4475" ->
                new RobustOptions(messages, seed, rate, floodSeconds, fault, jvm, Path.of(value), replay);
            case "--replay" ->
                new RobustOptions(messages, seed, rate, floodSeconds, fault, jvm, published, Path.of(value));
            case "--jdk" ->
                new RobustOptions(messages, seed, rate, floodSeconds, fault, Jvm.served(value), published, replay);
            default -> throw new IllegalArgumentException("unknown option " + name);
        };
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is a number, not " + value, e);
        }
    }

    private static long seed(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--seed is a number, not " + value, e);
        }
    }
}
