// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private final RoundTrip roundTrip = new RoundTrip(TransactionSettings.DEFAULT);

    @Test
    void anUnknownPeerGetsTheInitialTimeDoubledUpToTheLongest() {
        assertThat(millis(1)).isEqualTo(200);
        assertThat(millis(2)).isEqualTo(400);
        assertThat(millis(3)).isEqualTo(800);
        assertThat(millis(60)).isEqualTo(4_000);
    }

    @Test
    void aSlowPeerIsRepeatedToLaterThanAFastOne() {
        roundTrip.measured(Duration.ofMillis(400).toNanos());
        assertThat(millis(1)).as("mean 400 ms + 4 * 200 ms").isEqualTo(1_200);

        for (int i = 0; i < 200; i++) {
            roundTrip.measured(Duration.ofMillis(1).toNanos());
        }
        assertThat(millis(1)).as("never faster than 100 ms").isEqualTo(100);
    }

    private long millis(int sent) {
        return Duration.ofNanos(roundTrip.timeout(sent)).toMillis();
    }
}
