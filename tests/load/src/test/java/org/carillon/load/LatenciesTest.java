// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static Latencies millis(LongStream values) {
        return Latencies.of(values.mapToObj(Duration::ofMillis).toList());
    }

    @Test
    void a_percentile_is_the_measured_time_of_the_nearest_rank() {
        Latencies hundred = millis(LongStream.rangeClosed(1, 100));

        assertThat(hundred.percentile(50)).isEqualTo(Duration.ofMillis(50));
        assertThat(hundred.percentile(95)).isEqualTo(Duration.ofMillis(95));
        assertThat(hundred.percentile(99)).isEqualTo(Duration.ofMillis(99));
        assertThat(hundred.longest()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void the_order_of_measuring_does_not_matter() {
        assertThat(millis(LongStream.of(30, 10, 20)).percentile(50)).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void eleven_slow_calls_of_two_hundred_spoil_the_95th_percentile_and_ten_do_not() {
        LongStream ten = LongStream.range(0, 200).map(i -> i < 10 ? 500 : 5);
        LongStream eleven = LongStream.range(0, 200).map(i -> i < 11 ? 500 : 5);

        assertThat(millis(ten).percentile(95)).isEqualTo(Duration.ofMillis(5));
        assertThat(millis(eleven).percentile(95)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void times_that_are_added_count_as_if_measured_together() {
        Latencies both = millis(LongStream.rangeClosed(51, 100)).plus(millis(LongStream.rangeClosed(1, 50)));

        assertThat(both).isEqualTo(millis(LongStream.rangeClosed(1, 100)));
        assertThat(both.percentile(99)).isEqualTo(Duration.ofMillis(99));
    }

    @Test
    void a_single_time_is_every_percentile() {
        Latencies one = millis(LongStream.of(7));

        assertThat(one.percentile(0.1)).isEqualTo(one.percentile(100)).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void nothing_measured_has_no_percentile() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Latencies.of(List.of()).percentile(95));
        assertThat(Latencies.of(List.of()).summary()).isEqualTo("nothing measured");
    }

    @Test
    void percentiles_are_above_0_and_up_to_100() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> millis(LongStream.of(1)).percentile(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> millis(LongStream.of(1)).percentile(101));
    }

    @Test
    void the_summary_is_in_milliseconds() {
        assertThat(Latencies.of(List.of(Duration.ofNanos(1_250_000))).summary())
                .isEqualTo("p50 1.3 ms  p95 1.3 ms  p99 1.3 ms  max 1.3 ms");
    }
}
