// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenNumbersTest {
    private final SeenNumbers seen = new SeenNumbers(3);

    @Test
    void eachNumberIsNewOnceInAnyOrder() {
        assertThat(seen.isNew(3)).isFalse();
        assertThat(seen.isNew(6)).isTrue();
        assertThat(seen.isNew(4)).isTrue();
        assertThat(seen.isNew(5)).isTrue();
        assertThat(seen.isNew(6)).isFalse();
        assertThat(seen.isNew(4)).isFalse();
    }

    @Test
    void whatCouldNotBeHandedOnIsNewAgain() {
        assertThat(seen.isNew(4)).isTrue();
        seen.forget(4);
        assertThat(seen.isNew(4)).isTrue();
        assertThat(seen.isNew(9)).isTrue();
        seen.forget(9);
        assertThat(seen.isNew(9)).isTrue();
    }

    @Test
    void aSecondTakeoverDoesNotForgetWhatWasSeenSince() {
        assertThat(seen.isNew(5)).isTrue();
        seen.allUpTo(2);
        assertThat(seen.isNew(3)).isFalse();
        seen.allUpTo(4);
        assertThat(seen.isNew(5)).isFalse();
        assertThat(seen.isNew(6)).isTrue();
    }

    @Test
    void gapsThatNeverFillDoNotGrowWithoutBound() {
        for (long number = 5; number < 10_000; number++) {
            assertThat(seen.isNew(number)).isTrue();
        }
        assertThat(seen.isNew(4)).as("too old to matter").isFalse();
        assertThat(seen.isNew(9_999)).isFalse();
    }
}
