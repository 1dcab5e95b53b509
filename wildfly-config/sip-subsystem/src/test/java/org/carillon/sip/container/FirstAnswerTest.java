// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FirstAnswerTest {
    private final FirstAnswer answer = new FirstAnswer();
    private final List<String> sent = new CopyOnWriteArrayList<>();

    @Test
    void tryingIsSentWhenThereIsNoAnswer() {
        answer.unlessGiven(() -> sent.add("100"));

        assertThat(sent).containsExactly("100");
    }

    @Test
    void tryingIsNotSentAfterAnAnswer() {
        answer.give();
        answer.unlessGiven(() -> sent.add("100"));

        assertThat(sent).isEmpty();
    }

    @Test
    @Timeout(10)
    void answerWaitsForTheTryingThatIsOnItsWay() throws InterruptedException {
        var other = new Thread(() -> {
            answer.give();
            sent.add("200");
        });

        answer.unlessGiven(() -> {
            other.start();
            while (other.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            sent.add("100");
        });

        other.join();
        assertThat(sent).containsExactly("100", "200");
    }
}
