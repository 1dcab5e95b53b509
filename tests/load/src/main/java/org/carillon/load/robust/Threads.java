// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Knows which threads of the server must live as long as it: its readers, its lanes and its timers. */
final class Threads {
    private static final Pattern LASTING =
            Pattern.compile("(?i).*(udp|tcp|tls|ws|wss|sip|lane|carillon|message|mobicents|jain|timer).*");

    private Threads() {}

    /** {@return the names of which there are fewer than there were} */
    static List<String> dead(Map<String, Integer> before, Map<String, Integer> now) {
        return before.entrySet().stream()
                .filter(entry -> LASTING.matcher(entry.getKey()).matches())
                .filter(entry -> now.getOrDefault(entry.getKey(), 0) < entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }
}
