// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.carillon.media.mgcp.codec.AckRange;
import org.carillon.media.mgcp.transaction.TransactionHistory.Admission;
import org.junit.jupiter.api.Test;

class TransactionHistoryTest {
    private static final InetSocketAddress A = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1000);
    private static final InetSocketAddress B = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1001);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final TransactionHistory history = new TransactionHistory(new TransactionSettings(
            Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(30), 1, 3));

    @Test
    void theSameNumberOfAnotherPeerIsAnotherTransaction() {
        assertThat(history.admit(A, 1, 0)).isInstanceOf(Admission.First.class);
        assertThat(history.admit(B, 1, 0)).isInstanceOf(Admission.First.class);
        assertThat(history.admit(A, 1, 0)).isInstanceOf(Admission.Silence.class);
    }

    @Test
    void anAnswerIsKeptForTheHistorysTime() {
        history.admit(A, 1, 0);
        history.answered(A, 1, new byte[] {7});

        assertThat(history.admit(A, 1, 29 * SECOND)).isInstanceOf(Admission.Repeat.class);
        assertThat(history.admit(A, 1, 31 * SECOND)).isInstanceOf(Admission.First.class);
    }

    @Test
    void anAcknowledgedAnswerIsDroppedButItsCommandStaysKnown() {
        history.admit(A, 5, 0);
        history.answered(A, 5, new byte[] {7});
        history.acknowledged(A, List.of(new AckRange(4, 6), new AckRange(1, 999_999_999)));

        assertThat(history.admit(A, 5, SECOND)).isInstanceOf(Admission.Silence.class);
    }

    @Test
    void theOldestEntryMakesRoom() {
        for (int transaction = 1; transaction <= 4; transaction++) {
            history.admit(A, transaction, 0);
        }

        assertThat(history.size()).isEqualTo(3);
        assertThat(history.admit(A, 1, 0)).isInstanceOf(Admission.First.class);
    }
}
