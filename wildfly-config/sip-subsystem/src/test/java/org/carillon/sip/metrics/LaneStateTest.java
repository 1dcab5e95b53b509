// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaneStateTest {
    @Test
    void twoSetsOfLanesAddUpAndTheFullestLaneStands() {
        var both = new LaneState(4, 1, 10, 7, 20, 100).and(new LaneState(2, 2, 9, 9, 9, 5));

        assertThat(both).isEqualTo(new LaneState(6, 3, 19, 9, 20, 105));
        assertThat(LaneState.NONE.and(both)).isEqualTo(both);
    }
}
