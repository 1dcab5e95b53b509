// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.sip.security.Nonces.State.GOOD;
import static org.carillon.sip.security.Nonces.State.STALE;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoncesTest {
    private final SetClock clock = new SetClock();
    private final Nonces nonces = new Nonces(clock);

    @Test
    void newNonceIsGood() {
        assertThat(nonces.look(nonces.next())).isEqualTo(GOOD);
        assertThat(nonces.next()).isNotEqualTo(nonces.next());
    }

    @Test
    void countMustGrow() {
        String nonce = nonces.next();
        assertThat(nonces.use(nonce, 1)).isEqualTo(GOOD);
        assertThat(nonces.use(nonce, 1)).isEqualTo(STALE);
        assertThat(nonces.use(nonce, 3)).isEqualTo(GOOD);
        assertThat(nonces.use(nonce, 2)).isEqualTo(STALE);
    }

    @Test
    void oldNonceIsStale() {
        String nonce = nonces.next();
        clock.now = clock.now.plus(Nonces.LIFE);
        assertThat(nonces.look(nonce)).isEqualTo(STALE);
    }

    @Test
    void usedNonceThatWasForgottenIsStaleAndNotFresh() {
        String nonce = nonces.next();
        assertThat(nonces.use(nonce, 1)).isEqualTo(GOOD);
        clock.now = clock.now.plus(Nonces.LIFE).plusMillis(1);
        assertThat(nonces.use(nonces.next(), 1)).isEqualTo(GOOD);
        assertThat(nonces.use(nonce, 1)).isEqualTo(STALE);
    }

    @Test
    void nonceOfAnotherStartIsStale() {
        assertThat(new Nonces(clock).look(nonces.next())).isEqualTo(STALE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b", "a.b.c", "zz.zz.zz", "18c.00.", "nonce"})
    void whatIsNoNonceIsStale(String text) {
        assertThat(nonces.look(text)).isEqualTo(STALE);
    }

    @Test
    void changedNonceIsStale() {
        String nonce = nonces.next();
        assertThat(nonces.look("f" + nonce)).isEqualTo(STALE);
    }

    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-11-28T10:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
