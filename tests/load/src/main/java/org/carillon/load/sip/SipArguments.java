// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carillon.load.sip.SipOptions.Extra;
import org.carillon.load.sip.SipOptions.Fault;
import org.carillon.load.sip.SipOptions.Plan;
import org.carillon.load.sip.server.Jvm;
import org.carillon.load.sip.server.Jvm.Collector;
import org.carillon.load.sip.server.Kind;

/** Turns a command line into {@link SipOptions}. */
final class SipArguments {
    private final Iterator<String> rest;
    private final Map<String, Integer> numbers = new HashMap<>();
    private Jvm jvm = Jvm.DEFAULT;
    private Set<Kind> peers = EnumSet.of(Kind.TOMCAT, Kind.KAMAILIO);
    private Fault fault = Fault.NONE;
    private final Set<Extra> extras = EnumSet.noneOf(Extra.class);

    SipArguments(List<String> arguments) {
        this.rest = arguments.iterator();
    }

    SipOptions read() {
        while (rest.hasNext()) {
            String name = rest.next();
            switch (name) {
                case "--heap" -> extras.add(Extra.HEAP);
                case "--steps" -> extras.add(Extra.STEPS);
                case "--profile" -> extras.add(Extra.PROFILE);
                case "--write" -> extras.add(Extra.WRITE);
                default -> take(name, value(name));
            }
        }
        return new SipOptions(plan(), jvm, peers, fault, extras);
    }

    private String value(String name) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + " is no option, or needs a value");
        }
        return rest.next();
    }

    private void take(String name, String value) {
        switch (name) {
            case "--rounds", "--seconds", "--slices", "--warm-up", "--rate-answer", "--rate-callee" ->
                numbers.put(name, number(name, value));
            case "--jdk" -> jvm = new Jvm(jdk(value), jvm.collector());
            case "--gc" -> jvm = new Jvm(jvm.version(), collector(value));
            case "--peers" -> peers = peers(value);
            case "--fault" -> fault = fault(value);
            default -> throw new IllegalArgumentException("unknown option " + name);
        }
    }

    /** Only when all is read: the seconds have to suffice for the slices, whichever is given first. */
    private Plan plan() {
        Plan usual = Plan.DEFAULT;
        return new Plan(
                numbers.getOrDefault("--rounds", usual.rounds()),
                numbers.getOrDefault("--seconds", usual.seconds()),
                numbers.getOrDefault("--slices", usual.slices()),
                numbers.getOrDefault("--warm-up", usual.warmUpSeconds()),
                numbers.getOrDefault("--rate-answer", usual.rateAnswer()),
                numbers.getOrDefault("--rate-callee", usual.rateCallee()));
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is a number, not " + value, e);
        }
    }

    private static int jdk(String value) {
        if (!value.equals("17") && !value.equals("25")) {
            throw new IllegalArgumentException("--jdk is 17 or 25");
        }
        return Integer.parseInt(value);
    }

    private static Collector collector(String value) {
        return switch (value) {
            case "g1" -> Collector.G1;
            case "zgc" -> Collector.ZGC;
            default -> throw new IllegalArgumentException("--gc is g1 or zgc");
        };
    }

    private static Set<Kind> peers(String value) {
        Set<Kind> peers = EnumSet.noneOf(Kind.class);
        if (value.equals("none")) {
            return peers;
        }
        for (String name : value.split(",", -1)) {
            peers.add(
                    switch (name) {
                        case "tomcat" -> Kind.TOMCAT;
                        case "kamailio" -> Kind.KAMAILIO;
                        default -> throw new IllegalArgumentException("no peer of this name: " + name);
                    });
        }
        return peers;
    }

    private static Fault fault(String value) {
        return switch (value) {
            case "slow-servlet" -> Fault.SLOW_SERVLET;
            case "deaf" -> Fault.DEAF;
            default -> throw new IllegalArgumentException("no fault of this name: " + value);
        };
    }
}
