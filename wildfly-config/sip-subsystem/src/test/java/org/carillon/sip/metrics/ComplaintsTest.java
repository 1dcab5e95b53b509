// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ComplaintsTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final Complaints complaints = new Complaints(clock::get);

    @Test
    void firstOfEachMinuteIsToldWithTheCountAndOneShortLine() {
        var malformed = "bad message INVITE\r\nAuthorization: secret " + "x".repeat(60_000);
        assertThat(complaints.another(malformed)).hasValue(new Complaints.Warning(1, "bad message INVITE..."));
        for (var i = 0; i < 1_000; i++) {
            assertThat(complaints.another(malformed)).isEmpty();
        }

        clock.addAndGet(TimeUnit.MINUTES.toNanos(1));

        assertThat(complaints.another("another")).hasValue(new Complaints.Warning(1_002, "another"));
        assertThat(complaints.count()).isEqualTo(1_002);
    }

    @Test
    void excerptIsTheFirstLineCut() {
        assertThat(Complaints.excerpt("short")).isEqualTo("short");
        assertThat(Complaints.excerpt("bad message\r\nAuthorization: secret")).isEqualTo("bad message...");
        assertThat(Complaints.excerpt("x".repeat(70_000))).isEqualTo("x".repeat(Complaints.EXCERPT) + "...");
        assertThat(Complaints.excerpt("a\u001b[2Jb")).isEqualTo("a?[2Jb");
    }
}
