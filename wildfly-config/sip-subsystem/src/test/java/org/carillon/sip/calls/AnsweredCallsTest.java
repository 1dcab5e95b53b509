// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AnsweredCallsTest {
    private final AtomicLong now = new AtomicLong(-7);
    private final AnsweredCalls calls = new AnsweredCalls(now::get, 100);

    @Test
    void onlyTheFirstAnswerIsTheFirst() {
        assertThat(calls.isFirst("branch", "call")).isTrue();
        assertThat(calls.isFirst("branch", "call")).isFalse();
        assertThat(calls.isFirst("branch", "other")).isTrue();
        assertThat(calls.isFirst("branchcall", "")).isTrue();
    }

    @Test
    void askingRemembersNothing() {
        assertThat(calls.knows("call")).isFalse();
        assertThat(calls.isFirst("call")).isTrue();
        assertThat(calls.knows("call")).isTrue();
    }

    @Test
    void callIsRememberedAsLongAsAnswersMayComeAndNotForEver() {
        calls.isFirst("early");
        now.addAndGet(99);
        calls.isFirst("late");
        now.addAndGet(99);
        assertThat(calls.isFirst("late")).isFalse();
        now.addAndGet(101);
        assertThat(calls.isFirst("early")).isTrue();
    }

    @Test
    void longSilenceForgetsEverything() {
        calls.isFirst("old");
        now.addAndGet(1_000);
        assertThat(calls.isFirst("old")).isTrue();
    }

    @Test
    void whatIsTooMuchIsNotRemembered() {
        for (var i = 0; i < AnsweredCalls.MOST; i++) {
            calls.isFirst(Integer.toString(i));
        }
        assertThat(calls.isFirst("one more")).isTrue();
        assertThat(calls.isFirst("one more")).isTrue();
        assertThat(calls.isFirst("0")).isFalse();
    }
}
