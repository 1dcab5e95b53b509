// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.carillon.load.sip.server.Jvm;
import org.carillon.load.sip.server.Kind;

/**
 * What {@code bench sip} was told.
 *
 * @param peers that are measured beside ours
 * @param fault planted, to see that the benchmark notices
 * @param extras what is done on top of the rounds
 */
record SipOptions(Plan plan, Jvm jvm, Set<Kind> peers, Fault fault, Set<Extra> extras) {
    static final String USAGE = """
            bench sip [--rounds N] [--seconds S] [--slices N] [--warm-up S]
                      [--jdk 17|25] [--gc g1|zgc] [--rate-answer R] [--rate-callee R]
                      [--peers tomcat,kamailio|none] [--heap] [--steps] [--profile] [--write]
                      [--fault slow-servlet|deaf]

              --rounds N       each flow goes to every server, so often (3; 1 to 9)
              --seconds S      of calls per server, flow and round (30; 1 to 300)
              --slices N       that these seconds are cut into, the servers in turn (5; 1 to 30);
                               each takes a second at least
              --warm-up S      of calls per server and flow beforehand (60; 1 to 600)
              --jdk V          of both containers (17)
              --gc G           garbage collector of both containers (g1)
              --rate-answer R  calls a second that are answered by the servlet (300)
              --rate-callee R  calls a second that are connected with a callee (200)
              --peers P        measured beside ours (tomcat,kamailio)
              --heap           live heap per held call and per finished one
              --steps          highest clean 30 s step of every server and flow
              --profile        where our container's time goes, by Java's flight recorder
              --write          puts the tables into docs/performance.md
              --fault F        plants a fault, after which the exit code has to be 1:
                               slow-servlet burns 1 ms per call in our container only,
                               deaf answers no call there
            """;

    static final int MOST_PER_SECOND = 20_000;

    /**
     * How much is called.
     *
     * @param rounds 1 to 9
     * @param seconds 1 to 300, of each server and flow in a round
     * @param slices 1 to 30, that the seconds are cut into; no more than there are seconds
     * @param warmUpSeconds 1 to 600
     * @param rateAnswer calls a second, 1 to 20000
     * @param rateCallee calls a second, 1 to 20000
     */
    record Plan(int rounds, int seconds, int slices, int warmUpSeconds, int rateAnswer, int rateCallee) {
        static final Plan DEFAULT = new Plan(3, 30, 5, 60, 300, 200);

        Plan {
            within("--rounds", rounds, 9);
            within("--seconds", seconds, 300);
            within("--slices", slices, 30);
            within("--warm-up", warmUpSeconds, 600);
            within("--rate-answer", rateAnswer, MOST_PER_SECOND);
            within("--rate-callee", rateCallee, MOST_PER_SECOND);
            if (seconds < slices) {
                throw new IllegalArgumentException(
                        "--seconds is at least --slices: %d s are not enough for %d".formatted(seconds, slices));
            }
        }

        int rate(Flow flow) {
            return flow == Flow.ANSWER ? rateAnswer : rateCallee;
        }

        private static void within(String name, int value, int most) {
            if (value < 1 || value > most) {
                throw new IllegalArgumentException(name + " is 1 to " + most);
            }
        }
    }

    enum Fault {
        NONE,
        SLOW_SERVLET,
        DEAF;

        /** As it is written on the command line. */
        String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    enum Extra {
        HEAP,
        STEPS,
        PROFILE,
        WRITE
    }

    SipOptions {
        peers = Set.copyOf(peers);
        extras = Set.copyOf(extras);
        if (extras.contains(Extra.WRITE) && fault != Fault.NONE) {
            throw new IllegalArgumentException("a planted fault is not for the documentation: no --write with --fault");
        }
    }

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with a message for people
     */
    static SipOptions parse(List<String> arguments) {
        return new SipArguments(arguments).read();
    }

    boolean has(Extra extra) {
        return extras.contains(extra);
    }

    /** Ours and the wanted peers, in the order of a round. */
    Set<Kind> servers() {
        EnumSet<Kind> servers = EnumSet.of(Kind.CARILLON);
        servers.addAll(peers);
        return servers;
    }
}
