// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepSearchTest {
    private final List<Integer> tried = new ArrayList<>();

    private int highest(int limit) throws IOException, InterruptedException {
        return StepSearch.highest(250, 20_000, rate -> {
            tried.add(rate);
            return rate <= limit;
        });
    }

    @Test
    void it_doubles_and_then_narrows() throws Exception {
        assertThat(highest(2_600)).isEqualTo(2_500);
        assertThat(tried).containsExactly(250, 500, 1_000, 2_000, 4_000, 3_000, 2_500, 2_750);
    }

    @Test
    void no_clean_step_is_zero() throws Exception {
        assertThat(highest(100)).isZero();
        assertThat(tried).containsExactly(250);
    }

    @Test
    void it_does_not_go_beyond_the_most() throws Exception {
        assertThat(highest(1_000_000)).isEqualTo(20_000);
        assertThat(tried).endsWith(16_000, 20_000);
    }
}
