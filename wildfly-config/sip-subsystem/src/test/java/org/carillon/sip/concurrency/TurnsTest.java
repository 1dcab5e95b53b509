// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turn turn = new Turn(Runnable::run);
    private final Turn other = new Turn(Runnable::run);

    @AfterEach
    void leave() {
        Turns.leave();
    }

    private static boolean isFree(Turn turn) {
        return CompletableFuture.supplyAsync(() -> {
                    if (!turn.enter(java.time.Duration.ZERO)) {
                        return false;
                    }
                    turn.leave();
                    return true;
                })
                .join();
    }

    @Test
    void entryLastsUntilAsManyExits() {
        Turns.enter(turn);
        Turns.enter(turn);
        Turns.exit(turn);
        assertThat(isFree(turn)).isFalse();

        Turns.exit(turn);
        assertThat(isFree(turn)).isTrue();
    }

    @Test
    void threadThatHasATurnTakesNoOther() {
        Turns.enter(turn);
        Turns.enter(other);
        assertThat(isFree(other)).isTrue();

        Turns.exit(other);
        assertThat(isFree(turn)).isFalse();
    }

    @Test
    void callbackIsNotEndedByTheExitsWithinIt() {
        turn.run(() -> {
            Turns.enter(turn);
            Turns.exit(turn);
            assertThat(isFree(turn)).isFalse();
        });
        assertThat(isFree(turn)).isTrue();
    }

    @Test
    void webRequestGivesBackWhatItHasTaken() {
        Turns.beginWeb();
        Turns.beginWeb();
        assertThat(Turns.isWeb()).isTrue();
        Turns.enter(turn);
        Turns.endWeb();
        assertThat(isFree(turn)).isFalse();

        Turns.endWeb();
        assertThat(isFree(turn)).isTrue();
        assertThat(Turns.isWeb()).isFalse();
    }

    @Test
    void modeIsFoundByTheNameOfTheAnnotation() {
        assertThat(ConcurrencyMode.of("SipApplicationSession")).isEqualTo(ConcurrencyMode.SIP_APPLICATION_SESSION);
        assertThat(ConcurrencyMode.of("SipSession")).isEqualTo(ConcurrencyMode.SIP_SESSION);
        assertThat(ConcurrencyMode.of("Transaction")).isEqualTo(ConcurrencyMode.NONE);
        assertThatThrownBy(() -> ConcurrencyMode.of("sipsession"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("None, SipSession, SipApplicationSession");
    }
}
