// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReturnsTest {
    private final AtomicLong clock = new AtomicLong(5);
    private final Returns returns = new Returns(clock::get);

    private String ticket(String state) {
        return Objects.requireNonNull(returns.leave(new Returns.Place(null, state)));
    }

    @Test
    void placeIsKnownByItsTicketAsOftenAsItIsShown() {
        var ticket = ticket("one");
        ticket("two");

        for (var i = 0; i < 2; i++) {
            assertThat(returns.of(ticket)).extracting(Returns.Place::state).isEqualTo("one");
        }
    }

    @Test
    void ticketsAreDifferentAndCannotBeGuessed() {
        var tickets = new HashSet<String>();
        for (var i = 0; i < 100; i++) {
            tickets.add(ticket("same"));
        }

        assertThat(tickets).hasSize(100).allMatch(ticket -> ticket.matches("[0-9a-f]{32}"));
        assertThat(returns.of("00000000000000000000000000000000")).isNull();
    }

    @Test
    void placeIsKeptForItsTimeAndForgottenSomewhatLater() {
        var ticket = ticket("one");
        clock.addAndGet(Returns.KEEP_MILLIS);
        assertThat(returns.of(ticket)).isNotNull();
        clock.addAndGet(Returns.KEEP_MILLIS);
        assertThat(returns.of(ticket)).isNull();
    }

    @Test
    void afterALongSilenceNothingIsLeft() {
        var ticket = ticket("one");
        clock.addAndGet(2 * Returns.KEEP_MILLIS);
        assertThat(returns.of(ticket)).isNull();
    }

    @Test
    void tooManyGetNoTicketUntilTheTimeIsOver() {
        for (var i = 0; i < Returns.MOST; i++) {
            ticket("one");
        }
        assertThat(returns.leave(new Returns.Place(null, "more"))).isNull();
        clock.addAndGet(Returns.KEEP_MILLIS);
        assertThat(returns.leave(new Returns.Place(null, "more"))).isNotNull();
    }
}
