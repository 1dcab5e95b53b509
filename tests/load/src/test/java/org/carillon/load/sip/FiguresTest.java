// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.carillon.load.Latencies;
import org.carillon.load.sip.server.Kind;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private final Figures figures = new Figures();

    private static Sample sample(int micros, int completed, long drops) {
        var calls = new Calls(1_000, completed, 0, drops, Latencies.of(List.of(Duration.ofMillis(4))));
        return new Sample(calls, Duration.ofNanos(1_000L * micros * completed), 2_048);
    }

    /** Rounds of 1,000 calls that went well, at so many CPU-µs each. */
    private void rounds(Kind server, int... micros) {
        for (int cost : micros) {
            figures.add(Flow.CALLEE, server, sample(cost, 1_000, 0));
        }
    }

    @Test
    void the_ratio_is_that_of_the_medians() {
        rounds(Kind.CARILLON, 400, 900, 500);
        rounds(Kind.TOMCAT, 1_000, 1_010, 990);

        assertThat(figures.ratio(Flow.CALLEE, Kind.TOMCAT)).isEqualTo(0.5, within(1e-9));
        assertThat(figures.broken()).isEmpty();
        assertThat(figures.objections()).isEmpty();
    }

    @Test
    void a_call_that_costs_more_than_with_the_peer_breaks_the_promise() {
        rounds(Kind.CARILLON, 1_001);
        rounds(Kind.TOMCAT, 1_000);

        assertThat(figures.broken()).containsExactly("a call costs more than with Restcomm on Tomcat (to a callee)");
    }

    @Test
    void the_floor_may_be_cheaper() {
        rounds(Kind.CARILLON, 1_000);
        rounds(Kind.KAMAILIO, 400);

        assertThat(figures.ratio(Flow.CALLEE, Kind.KAMAILIO)).isEqualTo(2.5, within(1e-9));
        assertThat(figures.broken()).isEmpty();
    }

    @Test
    void one_failed_call_of_any_server_breaks_the_promise() {
        rounds(Kind.CARILLON, 100);
        rounds(Kind.TOMCAT, 1_000);
        figures.add(Flow.CALLEE, Kind.CARILLON, sample(100, 999, 0));

        assertThat(figures.broken()).containsExactly("1 calls failed (to a callee, Carillon)");
    }

    @Test
    void a_server_that_answers_nothing_is_not_cheap() {
        figures.add(Flow.CALLEE, Kind.CARILLON, sample(0, 0, 0));
        rounds(Kind.TOMCAT, 1_000);

        assertThat(figures.broken()).hasSize(2);
    }

    @Test
    void two_servers_that_answer_nothing_hold_no_promise_and_prove_nothing() {
        figures.add(Flow.CALLEE, Kind.CARILLON, sample(0, 0, 0));
        figures.add(Flow.CALLEE, Kind.TOMCAT, sample(0, 0, 0));

        assertThat(figures.broken()).hasSize(3);
        assertThat(figures.objections()).hasSize(1);
    }

    @Test
    void a_run_whose_control_moves_is_discarded() {
        rounds(Kind.CARILLON, 100, 400);
        rounds(Kind.KAMAILIO, 400, 400, 464);

        assertThat(figures.objections())
                .containsExactly("discarded: the control moved by more than 15 % (to a callee, Kamailio)");
    }

    @Test
    void a_control_may_move_by_15_percent_and_ours_by_more() {
        rounds(Kind.CARILLON, 100, 400);
        rounds(Kind.KAMAILIO, 400, 400, 460);

        assertThat(figures.objections()).isEmpty();
    }

    @Test
    void a_run_that_lost_datagrams_does_not_count() {
        figures.add(Flow.CALLEE, Kind.CARILLON, sample(100, 1_000, 2));

        assertThat(figures.objections())
                .containsExactly("2 datagrams were lost at full sockets (to a callee, Carillon)");
    }

    @Test
    void a_load_is_clean_below_one_retransmission_for_100_calls() {
        assertThat(new Calls(1_000, 1_000, 9, 0, Latencies.of(List.of())).isClean())
                .isTrue();
        assertThat(new Calls(1_000, 1_000, 10, 0, Latencies.of(List.of())).isClean())
                .isFalse();
        assertThat(new Calls(1_000, 999, 0, 0, Latencies.of(List.of())).isClean())
                .isFalse();
    }
}
