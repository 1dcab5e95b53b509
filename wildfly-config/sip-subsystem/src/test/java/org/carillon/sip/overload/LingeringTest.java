// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class LingeringTest {
    private static final InetAddress FLOOD = address(2);
    private static final InetAddress NEIGHBOUR = address(3);

    private long now = 1_000;
    private final Lingering requests = new Lingering(() -> now, 10, 32_000);

    private static InetAddress address(int host) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) host});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(InetAddress source, int count) {
        for (var i = 0; i < count; i++) {
            requests.add(source);
        }
    }

    @Test
    void addressWithHalfOfTheLimitHasTooMuchAndItsNeighbourHasNot() {
        add(FLOOD, 4);
        add(NEIGHBOUR, 1);
        assertThat(requests.isTooMuchFrom(FLOOD)).isFalse();

        add(FLOOD, 1);

        assertThat(requests.isTooMuchFrom(FLOOD)).isTrue();
        assertThat(requests.isTooMuchFrom(NEIGHBOUR)).isFalse();
    }

    @Test
    void addressesThatHaveTakenAllTogetherHaveTooMuchAndOneWithLittleHasNot() {
        requests.limit(200);
        add(FLOOD, 99);
        add(address(4), 99);
        add(address(5), 2);

        assertThat(requests.isTooMuchFrom(FLOOD)).isTrue();
        assertThat(requests.isTooMuchFrom(address(5))).isTrue();
        assertThat(requests.isTooMuchFrom(NEIGHBOUR)).isFalse();
    }

    @Test
    void whatHasLivedItsTimeAndASpanMoreIsForgotten() {
        add(FLOOD, 3);
        now += 10_000;
        add(FLOOD, 2);
        now += 23_999;
        assertThat(requests.isTooMuchFrom(FLOOD)).isTrue();

        now += 1;

        assertThat(requests.isTooMuchFrom(FLOOD)).isFalse();
        assertThat(requests.size()).isEqualTo(2);
        now += 10_000;
        assertThat(requests.size()).isZero();
    }

    @Test
    void addressMayBeginAFractionOfTheLimitAtOnceAndMoreSoonAfter() {
        requests.limit(32_000);
        add(FLOOD, 999);
        assertThat(requests.isTooMuchFrom(FLOOD)).isFalse();

        add(FLOOD, 1);

        assertThat(requests.isTooMuchFrom(FLOOD)).isTrue();
        assertThat(requests.isTooMuchFrom(NEIGHBOUR)).isFalse();
        now += 2_000;
        assertThat(requests.isTooMuchFrom(FLOOD)).isFalse();
        add(FLOOD, 1_000);
        assertThat(requests.isTooMuchFrom(FLOOD)).isTrue();
    }

    @Test
    void limitChangesAtOnce() {
        add(FLOOD, 5);
        requests.limit(100);
        assertThat(requests.isTooMuchFrom(FLOOD)).isFalse();

        requests.limit(10);
        assertThat(requests.isTooMuchFrom(FLOOD)).isTrue();
    }
}
