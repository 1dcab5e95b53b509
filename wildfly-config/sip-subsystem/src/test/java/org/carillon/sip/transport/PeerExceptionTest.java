// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.stack.IllegalTransactionStateException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PeerExceptionTest {
    private static IOException thrownBy(String type) {
        var thrown = new IOException("planted");
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement(type, "send", "X.java", 1)});
        return thrown;
    }

    static Stream<IOException> ofPeers() {
        return Stream.of(
                new PeerException("gone"),
                new ConnectException("refused"),
                new UnknownHostException("nowhere.example"),
                thrownBy("gov.nist.javax.sip.stack.SIPTransactionStack"));
    }

    @ParameterizedTest
    @MethodSource("ofPeers")
    void peerToWhomNothingCanBeSentIsNoFaultOfOurs(IOException failure) {
        assertThat(PeerException.isCauseOf(new IllegalStateException(failure))).isTrue();
    }

    @Test
    void fileThatAnApplicationCannotReadIsNoPeer() {
        assertThat(PeerException.isCauseOf(new IllegalStateException(thrownBy("org.example.shop.Prices"))))
                .isFalse();
    }

    @Test
    void twoMethodsWithOneBranchAreThePeersDoingAndOtherStatesAreNot() {
        assertThat(PeerException.isCauseOf(new IllegalStateException(new IllegalTransactionStateException(
                        "method", IllegalTransactionStateException.Reason.UnmatchingCSeq))))
                .isTrue();
        assertThat(PeerException.isCauseOf(new IllegalStateException(new IllegalTransactionStateException(
                        "sent", IllegalTransactionStateException.Reason.RequestAlreadySent))))
                .isFalse();
    }
}
