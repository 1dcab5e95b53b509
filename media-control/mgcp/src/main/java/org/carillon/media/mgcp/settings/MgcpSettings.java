// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.carillon.media.mgcp.transaction.TransactionSettings;

/**
 * Settings of the MGCP driver.
 *
 * @param servers the pool, at least one
 * @param agent where this node listens for notifications
 * @param health how servers are watched and swept
 */
public record MgcpSettings(
        List<MediaServerAddress> servers, Agent agent, Health health, TransactionSettings transactions) {
    public static final String SERVERS = "carillon.media.servers";
    public static final String PREFIX = "carillon.media.mgcp.";
    private static final String BIND = PREFIX + "bind";
    private static final String PORT = PREFIX + "port";
    private static final String ADVERTISE = PREFIX + "advertise";
    private static final String OTHER_AGENTS = PREFIX + "other-agents";
    private static final String PROBE = PREFIX + "probe-interval";
    private static final String LOST = PREFIX + "lost-after";
    private static final String SWEEP = PREFIX + "sweep-interval";
    private static final String EXCLUSIVE = PREFIX + "exclusive";
    private static final Set<String> KEYS = Set.of(BIND, PORT, ADVERTISE, OTHER_AGENTS, PROBE, LOST, SWEEP, EXCLUSIVE);

    /**
     * This node as a call agent.
     *
     * @param bind address the socket is bound to
     * @param port 2428 by default, 0 for any
     * @param advertise host that servers send notifications to; the bound address by default, loopback when that is
     *     every address
     * @param others further call agents ({@code host:port}) that a server tries when this node does not answer
     */
    public record Agent(String bind, int port, String advertise, List<String> others) {
        public Agent {
            others = List.copyOf(others);
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException(PORT + " must be 0 to 65535");
            }
        }
    }

    /**
     * Watching and sweeping.
     *
     * @param probeInterval time between two questions to a server; one that misses three is not given new legs
     * @param lostAfter silence after which a server's legs are reported lost; above three probe intervals
     * @param sweepInterval time between two looks for endpoints that nobody knows
     * @param exclusive whether this node is the servers' only call agent: then endpoints that it does not know are leaks and
     *     are deleted; a cluster must say false
     */
    public record Health(Duration probeInterval, Duration lostAfter, Duration sweepInterval, boolean exclusive) {
        public Health {
            if (probeInterval.compareTo(Duration.ofMillis(10)) < 0 || sweepInterval.compareTo(probeInterval) < 0) {
                throw new IllegalArgumentException(PROBE + " must be at least 10 ms and not above " + SWEEP);
            }
            if (lostAfter.compareTo(probeInterval.multipliedBy(3)) < 0) {
                throw new IllegalArgumentException(LOST + " must be at least three times " + PROBE);
            }
        }
    }

    public MgcpSettings {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException(SERVERS + " names no media server");
        }
    }

    /**
     * Reads the settings; a key that is absent has its default.
     *
     * @param read gives the value of a key
     * @param names all keys that are set anywhere; an unknown one below {@link #PREFIX} is refused, since it is a typo
     * @throws IllegalArgumentException that names the key that is wrong
     */
    public static MgcpSettings read(Function<String, Optional<String>> read, Iterable<String> names) {
        for (String name : names) {
            if (name.startsWith(PREFIX) && !KEYS.contains(name)) {
                throw new IllegalArgumentException("unknown setting " + name);
            }
        }
        String bind = read.apply(BIND).orElse("127.0.0.1");
        var agent = new Agent(
                bind,
                read.apply(PORT).map(v -> number(PORT, v)).orElse(2428),
                read.apply(ADVERTISE).orElse(isAny(bind) ? "127.0.0.1" : bind),
                List.of(read.apply(OTHER_AGENTS).orElse("").split(",", -1)).stream()
                        .map(String::strip)
                        .filter(v -> !v.isEmpty())
                        .toList());
        var health = new Health(
                read.apply(PROBE).map(v -> duration(PROBE, v)).orElse(Duration.ofSeconds(2)),
                read.apply(LOST).map(v -> duration(LOST, v)).orElse(Duration.ofSeconds(30)),
                read.apply(SWEEP).map(v -> duration(SWEEP, v)).orElse(Duration.ofSeconds(30)),
                read.apply(EXCLUSIVE).map(v -> flag(EXCLUSIVE, v)).orElse(true));
        String servers = read.apply(SERVERS).orElse("local=carillon://127.0.0.1:2427");
        return new MgcpSettings(MediaServerAddress.parseList(servers), agent, health, TransactionSettings.DEFAULT);
    }

    private static boolean isAny(String address) {
        return address.equals("0.0.0.0") || address.equals("::") || address.equals("[::]");
    }

    private static int number(String key, String value) {
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is a number, not " + value, e);
        }
    }

    private static Duration duration(String key, String value) {
        try {
            return Duration.parse(value.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(key + " is a duration such as PT2S, not " + value, e);
        }
    }

    private static boolean flag(String key, String value) {
        return switch (value.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(key + " is true or false, not " + value);
        };
    }
}
