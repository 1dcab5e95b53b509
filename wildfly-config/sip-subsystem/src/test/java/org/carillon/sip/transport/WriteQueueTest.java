// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WriteQueueTest {
    private final WriteQueue queue = new WriteQueue(1_000);

    private byte[] next() {
        assertThat(queue.peek()).isNotNull();
        return queue.remove().bytes().array();
    }

    @Test
    void smallEntriesCountWithTheHeapTheyTake() {
        var taken = 0;
        while (queue.add(new byte[2], null)) {
            taken++;
        }

        assertThat(taken).isEqualTo(9);
        assertThat(queue.queued()).isEqualTo(9 * 102);
        next();
        assertThat(queue.add(new byte[2], null)).isTrue();
    }

    @Test
    void oneEntryMayAlwaysWait() {
        assertThat(queue.add(new byte[5_000], null)).isTrue();
        assertThat(queue.add(new byte[1], null)).isFalse();
    }

    @Test
    void pongWaitsForAllElseAndOnlyTheNewestDoes() {
        queue.add(new byte[] {1}, null);
        queue.pong(new byte[] {7});
        queue.pong(new byte[] {8});
        queue.add(new byte[] {2}, null);

        assertThat(next()).containsExactly(1);
        assertThat(next()).containsExactly(2);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(next()).containsExactly(8);
        assertThat(queue.peek()).isNull();
        assertThat(queue.queued()).isZero();
    }

    @Test
    void nothingIsLeftOfWhatWasDrained() {
        queue.add(new byte[] {1}, null);
        queue.pong(new byte[] {7});

        assertThat(queue.drain()).hasSize(1);
        assertThat(queue.peek()).isNull();
        assertThat(queue.queued()).isZero();
    }
}
