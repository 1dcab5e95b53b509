// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void one_wild_round_of_three_does_not_move_the_median() {
        assertThat(Statistics.median(List.of(0.41, 9.0, 0.40))).isEqualTo(0.41);
    }

    @Test
    void of_an_even_number_the_median_is_between_the_two_in_the_middle() {
        assertThat(Statistics.median(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(3.0);
    }

    @Test
    void the_spread_is_in_parts_of_the_median() {
        assertThat(Statistics.spread(List.of(1.1, 0.9, 1.0))).isEqualTo(0.2, within(1e-9));
        assertThat(Statistics.spread(List.of(5.0))).isZero();
    }

    @Test
    void nothing_has_no_median() {
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.median(List.of()));
    }
}
