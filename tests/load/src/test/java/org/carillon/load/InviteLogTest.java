// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InviteLogTest {
    private static String entry(String time, String direction, String firstLine, String from) {
        return """
                ----------------------------------------------- 2026-11-20 %s
                UDP message %s (603 bytes):

                %s
                Via: SIP/2.0/UDP 127.0.0.1:45123;branch=z9hG4bK-1829-1-0
                From: <sip:%s@127.0.0.1:45123>;tag=1-1829

                """.formatted(time, direction, firstLine, from).replace("\n", "\r\n");
    }

    private static final String INVITE = "INVITE sip:+1206@127.0.0.1:45999 SIP/2.0";

    @Test
    void the_time_of_a_sent_invite_is_found_by_its_caller() {
        String log = entry("19:39:18.906841", "sent", INVITE, "+1") + entry("19:39:19.000001", "sent", INVITE, "+2");

        assertThat(InviteLog.firstInvites(log, ZoneOffset.UTC))
                .containsEntry("+1", Instant.parse("2026-11-20T19:39:18.906841Z"))
                .containsEntry("+2", Instant.parse("2026-11-20T19:39:19.000001Z"));
    }

    @Test
    void a_repeated_invite_changes_nothing() {
        String log = entry("19:39:18.000000", "sent", INVITE, "+1") + entry("19:39:18.500000", "sent", INVITE, "+1");

        assertThat(InviteLog.firstInvites(log, ZoneOffset.UTC))
                .containsOnly(Map.entry("+1", Instant.parse("2026-11-20T19:39:18Z")));
    }

    @Test
    void other_messages_are_left_out() {
        String log = entry("19:39:18.000000", "received [603] bytes", "SIP/2.0 100 Trying", "+1")
                + entry("19:39:18.000000", "sent", "ACK sip:a@127.0.0.1 SIP/2.0", "+2")
                + entry("19:39:18.000000", "received [603] bytes", INVITE, "+3");

        assertThat(InviteLog.firstInvites(log, ZoneOffset.UTC)).isEmpty();
    }
}
