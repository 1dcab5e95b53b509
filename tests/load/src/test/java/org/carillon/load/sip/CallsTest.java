// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.carillon.load.Latencies;
import org.junit.jupiter.api.Test;

class CallsTest {
    private static Latencies times(int count, int millis) {
        return Latencies.of(Collections.nCopies(count, Duration.ofMillis(millis)));
    }

    @Test
    void calls_of_several_loads_are_added_up() {
        var first = new Calls(100, 90, 7, 1, times(90, 4));
        var second = new Calls(200, 198, 20, 2, times(198, 8));

        Calls both = first.plus(second);

        assertThat(both.placed()).isEqualTo(300);
        assertThat(both.completed()).isEqualTo(288);
        assertThat(both.failed()).isEqualTo(12);
        assertThat(both.retransmissions()).isEqualTo(27);
        assertThat(both.drops()).isEqualTo(3);
    }

    @Test
    void percentiles_of_the_set_up_are_those_of_all_calls() {
        Calls slow = new Calls(3, 3, 0, 0, times(3, 40));
        Calls fast = new Calls(197, 197, 0, 0, times(197, 4));

        Latencies both = slow.plus(fast).setUp();

        assertThat(both.count()).isEqualTo(200);
        assertThat(both.percentile(98)).isEqualTo(Duration.ofMillis(4));
        assertThat(both.percentile(99)).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void no_calls_add_nothing() {
        var some = new Calls(100, 90, 7, 1, Latencies.of(List.of(Duration.ofMillis(4))));

        assertThat(Calls.NONE.plus(some)).isEqualTo(some);
    }
}
