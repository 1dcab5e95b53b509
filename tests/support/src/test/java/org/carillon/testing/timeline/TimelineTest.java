// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import org.carillon.testing.timeline.TimelineEvent.Arrow;
import org.carillon.testing.timeline.TimelineEvent.Kind;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private final Timeline timeline = new Timeline();

    private void add(long ms, String party, Arrow arrow, String text) {
        timeline.add(new TimelineEvent(Instant.EPOCH.plusMillis(ms), Kind.SIP, party, arrow, "c", text, ""));
    }

    @Test
    void eventsComeInOrderOfTimeAndGiveDurations() {
        add(1500, "A", Arrow.OUT, "BYE");
        add(0, "A", Arrow.OUT, "INVITE");
        assertThat(timeline.events()).extracting(TimelineEvent::text).containsExactly("INVITE", "BYE");
        assertThat(timeline.between(
                        e -> e.text().equals("INVITE"), e -> e.text().equals("BYE")))
                .isEqualTo(Duration.ofMillis(1500));
        assertThatThrownBy(() -> timeline.between(e -> true, e -> e.text().equals("CANCEL")))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("INVITE");
    }

    @Test
    void ladderDrawsEachMessageBetweenPartyAndServer() {
        add(0, "A", Arrow.OUT, "INVITE");
        add(10, "B", Arrow.IN, "INVITE");
        add(20, "A", Arrow.HERE, "waits");
        add(30, "elsewhere", Arrow.OUT, "hidden");
        String drawn = new Ladder(List.of("A", "server", "B"), "server", 14).draw(timeline.events());
        assertThat(drawn.lines())
                .containsExactly(
                        "                 A          server           B",
                        "      0 ms       |-- INVITE -->|             |",
                        "     10 ms       |             |-- INVITE -->|",
                        "     20 ms       | * waits     |             |");
    }
}
