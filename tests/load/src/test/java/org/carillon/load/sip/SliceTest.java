// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SliceTest {
    private static List<Integer> seconds(int seconds, int count) {
        return Slice.cut(seconds, count).stream().map(Slice::seconds).toList();
    }

    @Test
    void slices_last_as_long_as_what_is_cut() {
        assertThat(seconds(30, 6)).containsExactly(5, 5, 5, 5, 5, 5);
        assertThat(seconds(30, 1)).containsExactly(30);
    }

    @Test
    void seconds_that_are_left_over_go_to_the_first_slices() {
        assertThat(seconds(11, 4)).containsExactly(3, 3, 3, 2);
        assertThat(seconds(4, 4)).containsExactly(1, 1, 1, 1);
    }

    @Test
    void the_order_is_reversed_in_every_second_slice() {
        List<String> servers = List.of("ours", "Tomcat", "Kamailio");

        assertThat(Slice.cut(3, 3))
                .extracting(slice -> slice.order(servers))
                .containsExactly(servers, List.of("Kamailio", "Tomcat", "ours"), servers);
    }
}
