// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Datagrams that the kernel threw away because a socket's buffer was full, from {@code /proc/net/udp}: the counter that
 * {@code ss -lunm} shows as {@code d}. It belongs to the socket and goes with it, so somebody has to look while it is open.
 */
public final class UdpDrops {
    private static final int LOCAL = 1;
    private static final int DROPS = 12;
    private static final int HEXADECIMAL = 16;

    private final Set<Integer> ports;
    private final Map<Integer, Long> first;
    private final Map<Integer, Long> last = new HashMap<>();

    /** Begins with what the sockets of these ports have lost before. */
    public UdpDrops(Set<Integer> ports) throws IOException {
        this.ports = Set.copyOf(ports);
        this.first = now();
    }

    /** Looks; has to be called again and again. */
    public void look() throws IOException {
        last.putAll(now());
    }

    /** What was lost between the first and the last look. */
    public long count() {
        return last.entrySet().stream()
                .mapToLong(port -> port.getValue() - first.getOrDefault(port.getKey(), 0L))
                .sum();
    }

    private Map<Integer, Long> now() throws IOException {
        var drops = new HashMap<Integer, Long>();
        for (String table : new String[] {"udp", "udp6"}) {
            Path file = Path.of("/proc/net", table);
            if (Files.exists(file)) {
                parse(Files.readString(file)).forEach((port, count) -> drops.merge(port, count, Long::sum));
            }
        }
        drops.keySet().retainAll(ports);
        return drops;
    }

    /** The drops of every local port. */
    static Map<Integer, Long> parse(String table) {
        var drops = new HashMap<Integer, Long>();
        table.lines().skip(1).map(line -> line.strip().split("\\s+", -1)).forEach(fields -> {
            if (fields.length > DROPS) {
                String port = fields[LOCAL].substring(fields[LOCAL].lastIndexOf(':') + 1);
                drops.merge(Integer.parseInt(port, HEXADECIMAL), Long.parseLong(fields[DROPS]), Long::sum);
            }
        });
        return drops;
    }
}
