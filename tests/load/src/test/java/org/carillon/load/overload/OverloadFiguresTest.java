// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.carillon.load.Latencies;
import org.carillon.load.overload.Course.Moment;
import org.carillon.load.overload.Outcome.Drops;
import org.carillon.load.overload.Outcome.Ends;
import org.junit.jupiter.api.Test;

class OverloadFiguresTest {
    private static final Latencies TIMES = Latencies.of(List.of(Duration.ofMillis(4), Duration.ofMillis(8)));
    private static final Steady STEADY = new Steady(100, 100, TIMES);
    private static final int CAPACITY = 1_000;

    /** Ten seconds at these rates, in which all that is not completed is refused. */
    static Outcome outcome(int placed, int completed) {
        var ends = new Ends(10L * completed, 10L * (placed - completed), 0, 7);
        return new Outcome(10 * placed, ends, course(placed, completed), TIMES, new Drops(3, 0));
    }

    private static Course course(int placed, int completed) {
        return new Course(List.of(
                new Moment(0, 0, 0, 0), new Moment(10, 10L * placed, 10L * placed, 10L * (placed - completed))));
    }

    private static Outcome with(Outcome outcome, Ends ends, Drops drops) {
        return new Outcome(outcome.placed(), ends, outcome.course(), outcome.setUp(), drops);
    }

    private static OverloadFigures pressed(Outcome pressed) {
        return new OverloadFigures(CAPACITY, pressed, STEADY, outcome(CAPACITY, 300));
    }

    @Test
    void four_fifths_of_the_capacity_are_enough() {
        OverloadFigures figures = pressed(outcome(3 * CAPACITY, 800));

        assertThat(figures.broken()).isEmpty();
        assertThat(figures.objections()).isEmpty();
    }

    @Test
    void less_breaks_the_promise() {
        assertThat(pressed(outcome(3 * CAPACITY, 799)).broken())
                .containsExactly("less than 80 % of the capacity was left at three times the load");
    }

    @Test
    void a_share_of_nothing_is_no_success() {
        assertThat(new OverloadFigures(0, outcome(0, 0), STEADY, outcome(0, 0)).broken())
                .hasSize(1);
    }

    @Test
    void one_call_in_progress_that_ends_early_breaks_the_promise() {
        var figures = new OverloadFigures(
                CAPACITY, outcome(3 * CAPACITY, 900), new Steady(100, 99, TIMES), outcome(CAPACITY, 300));

        assertThat(figures.broken()).containsExactly("1 calls that were in progress did not go on");
    }

    @Test
    void a_refusal_has_to_say_when_to_come_back() {
        Outcome whole = outcome(3 * CAPACITY, 900);
        Outcome bare = with(whole, new Ends(9_000, 21_000, 2, 0), whole.drops());

        assertThat(pressed(bare).broken()).containsExactly("2 refusals had no Retry-After (under overload)");
    }

    @Test
    void a_call_has_to_be_completed_or_refused_on_a_cold_server_too() {
        Outcome whole = outcome(CAPACITY, 300);
        Outcome lost = with(whole, new Ends(3_000, 6_999, 0, 0), whole.drops());
        var figures = new OverloadFigures(CAPACITY, outcome(3 * CAPACITY, 900), STEADY, lost);

        assertThat(figures.broken()).containsExactly("1 calls were neither completed nor refused (on a cold server)");
    }

    @Test
    void a_generator_that_does_not_offer_three_times_the_capacity_shows_nothing() {
        assertThat(pressed(outcome(2_700, 900)).objections()).isEmpty();
        assertThat(pressed(outcome(2_699, 900)).objections())
                .containsExactly("2699 calls a second were placed instead of 3000 (under overload)");
    }

    @Test
    void a_generator_that_loses_datagrams_shows_nothing() {
        Outcome whole = outcome(3 * CAPACITY, 900);
        Outcome deaf = with(whole, whole.ends(), new Drops(0, 5));

        assertThat(pressed(deaf).objections())
                .containsExactly("5 datagrams were lost at SIPp's full socket (under overload)");
    }

    @Test
    void a_step_is_clean_when_all_calls_were_completed_in_time() {
        Outcome clean = outcome(CAPACITY, CAPACITY);
        var late = Latencies.of(List.of(Duration.ofMillis(251)));
        var nothing = Latencies.of(List.of());

        assertThat(Loads.isClean(clean)).isTrue();
        assertThat(Loads.isClean(outcome(CAPACITY, CAPACITY - 1))).isFalse();
        assertThat(Loads.isClean(new Outcome(clean.placed(), clean.ends(), clean.course(), late, clean.drops())))
                .isFalse();
        assertThat(Loads.isClean(new Outcome(clean.placed(), clean.ends(), clean.course(), nothing, clean.drops())))
                .isFalse();
    }

    @Test
    void report_has_a_line_for_the_warm_and_for_the_cold_server() {
        var figures = new OverloadFigures(CAPACITY, outcome(3 * CAPACITY, 900), STEADY, outcome(CAPACITY, 300));

        assertThat(new OverloadReport(figures).tables().toString())
                .contains(
                        "| warm, 3 times the capacity of 1000/s | 3000 | 900 | 90 % | 21000 | 0 | 0 | 4 / 8 ms | 7 | 3 / 0 |")
                .contains("| cold, the capacity at once | 1000 | 300 | 30 % | 7000 | 0 | 0 | 4 / 8 ms | 7 | 3 / 0 |")
                .contains("100, of which 100 went on to their end; re-INVITE to 200 p50 / p99 4 / 8 ms.")
                .contains("completed in each second: 300.");
    }
}
