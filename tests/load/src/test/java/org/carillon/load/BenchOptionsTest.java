// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.carillon.load.BenchOptions.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchOptionsTest {
    private static BenchOptions parse(String line) {
        return BenchOptions.parse(line.isEmpty() ? List.of() : List.of(line.split(" ", -1)));
    }

    @Test
    void without_options_it_is_100_calls_at_20_a_second() {
        assertThat(parse("")).isEqualTo(new BenchOptions(100, 20, Fault.NONE));
    }

    @Test
    void options_may_come_in_any_order() {
        BenchOptions wanted = new BenchOptions(900, 40, Fault.LATE_WEBHOOK);

        assertThat(parse("--calls 900 --rate 40 --fault late-webhook")).isEqualTo(wanted);
        assertThat(parse("--fault late-webhook --rate 40 --calls 900")).isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "media",
                "--calls",
                "--calls x",
                "--calls 0",
                "--calls 1001 --rate 1000",
                "--rate 0",
                "--rate 3",
                "--fault rain",
                "--loud yes"
            })
    void what_makes_no_sense_is_refused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(line));
    }

    @Test
    void calls_last_until_all_have_been_up_for_10_seconds() {
        assertThat(parse("").holdSeconds()).isEqualTo(15);
        assertThat(parse("--calls 101").holdSeconds()).isEqualTo(16);
    }
}
