// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.location;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;

/** The names that the machine knows without the DNS, localhost among them; read once. */
final class HostsFile {
    private static final Logger LOG = Logger.getLogger("org.carillon.sip.location");
    private static final Path USUAL = Path.of("/etc/hosts");

    private final Map<String, List<String>> names = new HashMap<>();

    /**
     * @param lines of the form {@code address name name # remark}
     * @param ipv6 whether IPv6 addresses are of use
     */
    HostsFile(List<String> lines, boolean ipv6) {
        for (var line : lines) {
            var parts = line.split("#", 2)[0].strip().split("\\s+", -1);
            if (parts.length < 2 || !Numeric.is(parts[0]) || (parts[0].indexOf(':') >= 0 && !ipv6)) {
                continue;
            }
            for (var i = 1; i < parts.length; i++) {
                names.computeIfAbsent(parts[i].toLowerCase(Locale.ROOT), none -> new ArrayList<>())
                        .add(parts[0].indexOf(':') >= 0 ? '[' + parts[0] + ']' : parts[0]);
            }
        }
        names.computeIfAbsent("localhost", none -> List.of("127.0.0.1"));
    }

    /** {@return that of this machine} */
    static HostsFile ofThisMachine(boolean ipv6) {
        try {
            return new HostsFile(Files.readAllLines(USUAL, StandardCharsets.UTF_8), ipv6);
        } catch (IOException e) {
            LOG.debugf("%s is not read: %s", USUAL, e.getMessage());
            return new HostsFile(List.of(), ipv6);
        }
    }

    /** {@return the addresses of a name in small letters} */
    List<String> addresses(String name) {
        return names.getOrDefault(name, List.of());
    }
}
