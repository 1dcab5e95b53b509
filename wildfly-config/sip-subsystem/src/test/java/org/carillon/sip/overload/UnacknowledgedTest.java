// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class UnacknowledgedTest {
    private static final InetAddress FLOOD = address(2);
    private static final InetAddress NEIGHBOUR = address(3);

    private long now = 1_000;
    private final Unacknowledged calls = new Unacknowledged(() -> now, 10, 32_000);

    private static InetAddress address(int host) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) host});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answered(InetAddress source, int from, int to) {
        for (var i = from; i < to; i++) {
            calls.answered("call" + i, "tag", source);
        }
    }

    @Test
    void addressWithHalfOfTheLimitBeginsNoMoreCallsAndItsNeighbourDoes() {
        answered(FLOOD, 0, 4);
        assertThat(calls.isTooMuchFrom(FLOOD)).isFalse();

        answered(FLOOD, 4, 5);

        assertThat(calls.isTooMuchFrom(FLOOD)).isTrue();
        assertThat(calls.isTooMuchFrom(NEIGHBOUR)).isFalse();
    }

    @Test
    void acknowledgedCallIsForgotten() {
        answered(FLOOD, 0, 5);
        calls.ended("call3", "tag");

        assertThat(calls.isTooMuchFrom(FLOOD)).isFalse();
        assertThat(calls.size()).isEqualTo(4);
    }

    @Test
    void repeatedAnswerAndRepeatedAckCountOnce() {
        answered(FLOOD, 0, 5);
        answered(FLOOD, 0, 5);
        assertThat(calls.size()).isEqualTo(5);

        calls.ended("call3", "tag");
        calls.ended("call3", "tag");
        calls.ended("call4", "of another fork");

        assertThat(calls.size()).isEqualTo(4);
    }

    @Test
    void whoIsNeverAcknowledgedIsForgottenWhenTheStackGivesUp() {
        answered(FLOOD, 0, 3);
        now += 10_000;
        answered(FLOOD, 3, 5);
        now += 21_999;
        assertThat(calls.isTooMuchFrom(FLOOD)).isTrue();

        now += 1;

        assertThat(calls.isTooMuchFrom(FLOOD)).isFalse();
        assertThat(calls.size()).isEqualTo(2);
    }

    @Test
    void addressesThatHaveTakenAllTogetherBeginNoMoreCallsAndOneWithLittleDoes() {
        calls.limit(200);
        answered(FLOOD, 0, 99);
        answered(address(4), 100, 199);
        answered(address(5), 200, 202);

        assertThat(calls.isTooMuchFrom(FLOOD)).isTrue();
        assertThat(calls.isTooMuchFrom(address(5))).isTrue();
        assertThat(calls.isTooMuchFrom(NEIGHBOUR)).isFalse();
        calls.ended("call0", "tag");
        assertThat(calls.isTooMuchFrom(FLOOD)).isFalse();
    }

    @Test
    void limitChangesAtOnce() {
        answered(FLOOD, 0, 5);
        calls.limit(100);
        assertThat(calls.isTooMuchFrom(FLOOD)).isFalse();

        calls.limit(10);
        assertThat(calls.isTooMuchFrom(FLOOD)).isTrue();
    }
}
