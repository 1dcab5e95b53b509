// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/** Reads from SIPp's message log when each caller's INVITE was sent first. */
final class InviteLog {
    private static final String RULE = "----------";
    private static final String FROM = "From: <sip:";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

    private InviteLog() {}

    /**
     * The callers' times, by the user part of From.
     *
     * @param zone of the log: SIPp writes local time
     */
    static Map<String, Instant> firstInvites(String log, ZoneId zone) {
        var times = new HashMap<String, Instant>();
        String time = "";
        boolean sent = false;
        boolean invite = false;
        for (String line : log.lines().toList()) {
            if (line.startsWith(RULE)) {
                time = line.replaceFirst("^-+ ", "").strip();
                sent = false;
                invite = false;
            } else if (line.contains(" message sent ")) {
                sent = true;
            } else if (sent && line.startsWith("INVITE ")) {
                invite = true;
            } else if (invite && line.startsWith(FROM) && line.contains("@")) {
                Instant at = LocalDateTime.parse(time, TIME).atZone(zone).toInstant();
                times.putIfAbsent(line.substring(FROM.length(), line.indexOf('@')), at);
            }
        }
        return Map.copyOf(times);
    }
}
