// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private long now = -7;
    private final Admission admission = new Admission(() -> now, 250, 100);

    /** {@return how many of so many requests in this second are admitted} */
    private long admitted(long requests) {
        long count =
                LongStream.range(0, requests).filter(i -> admission.admits(0)).count();
        now += TimeUnit.SECONDS.toNanos(1);
        return count;
    }

    @Test
    void requestThatHasWaitedTooLongIsRefusedAndCounted() {
        assertThat(admission.admits(250)).isTrue();
        assertThat(admission.admits(251)).isFalse();
        assertThat(admission.refusals()).isEqualTo(1);
    }

    @Test
    void serverIsStrictUntilItIsWarmAndWithWhatHasWaitedTooLong() {
        assertThat(admission.isStrict(0)).isTrue();
        while (admitted(10 * Admission.WARM) < 10 * Admission.WARM) {
            assertThat(now).isLessThan(TimeUnit.SECONDS.toNanos(20));
        }
        assertThat(admission.isStrict(250)).isFalse();
        assertThat(admission.isStrict(251)).isTrue();
    }

    @Test
    void setPointChangesAtOnce() {
        admission.setPoint(1_000);
        assertThat(admission.admits(251)).isTrue();
    }

    @Test
    void coldServerAdmitsTwiceAsManyAfterEachSecondThatWasTooShort() {
        assertThat(admitted(1_000)).isEqualTo(100);
        assertThat(admitted(1_000)).isEqualTo(200);
        assertThat(admitted(1_000)).isEqualTo(400);
        assertThat(admitted(1_000)).isEqualTo(800);
        assertThat(admission.refusals()).isEqualTo(900 + 800 + 600 + 200);
    }

    @Test
    void rateStaysWhileItIsEnough() {
        assertThat(admitted(100)).isEqualTo(100);
        assertThat(admitted(50)).isEqualTo(50);
        assertThat(admitted(1_000)).isEqualTo(100);
    }

    @Test
    void serverThatHasWorkedAtAnyPaceIsWarm() {
        for (long done = 0; done < Admission.WARM; done += 50) {
            assertThat(admitted(50)).isEqualTo(50);
        }
        assertThat(admitted(Admission.WARM)).isEqualTo(Admission.WARM);
    }

    @Test
    void serverInAFloodIsWarmAfterSomeSeconds() {
        int seconds = 0;
        while (admitted(10 * Admission.WARM) < 10 * Admission.WARM) {
            assertThat(++seconds).isLessThan(10);
        }
    }

    @Test
    void warmServerStillRefusesWhatHasWaitedTooLong() {
        while (admitted(10 * Admission.WARM) < 10 * Admission.WARM) {
            assertThat(now).isLessThan(TimeUnit.SECONDS.toNanos(20));
        }
        assertThat(admission.admits(0)).isTrue();
        assertThat(admission.admits(251)).isFalse();
    }
}
