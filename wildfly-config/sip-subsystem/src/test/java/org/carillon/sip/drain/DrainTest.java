// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.carillon.sip.drain.Drain.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DrainTest {
    private int dialogs;
    private @Nullable Runnable looking;
    private int stopped;

    private final Drain drain = new Drain(() -> dialogs, this::repeat, 10);

    private Runnable repeat(Runnable task) {
        looking = task;
        return () -> {
            looking = null;
            stopped++;
        };
    }

    private void look() {
        Objects.requireNonNull(looking).run();
    }

    private CompletableFuture<Void> begin() {
        return drain.begin().toCompletableFuture();
    }

    @Test
    void newDialogsAreTakenUntilItBegins() {
        assertThat(drain.admits()).isTrue();
        assertThat(drain.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void serverWithoutDialogsIsDrainedAtOnceAndNobodyLooks() {
        assertThat(begin()).isCompleted();
        assertThat(drain.state()).isEqualTo(State.DRAINED);
        assertThat(drain.admits()).isFalse();
        assertThat(looking).isNull();
    }

    @Test
    void dialogsThatAreLeftFinishFirst() {
        dialogs = 2;
        var drained = begin();
        assertThat(drain.admits()).isFalse();

        dialogs = 1;
        look();
        assertThat(drained).isNotDone();
        assertThat(drain.state()).isEqualTo(State.DRAINING);
        assertThat(drain.dialogsLeft()).isEqualTo(1);

        dialogs = 0;
        look();
        assertThat(drained).isCompleted();
        assertThat(drain.state()).isEqualTo(State.DRAINED);
        assertThat(stopped).isEqualTo(1);
    }

    @Test
    void resumeCallsItOff() {
        dialogs = 1;
        var drained = begin();

        drain.resume();

        assertThat(drained).isCancelled();
        assertThat(drain.admits()).isTrue();
        assertThat(stopped).isEqualTo(1);
    }

    @Test
    void itCanBeginAgainAfterAResume() {
        assertThat(begin()).isNotNull();
        drain.resume();
        dialogs = 1;

        var again = begin();

        assertThat(again).isNotDone();
        assertThat(drain.admits()).isFalse();
    }

    @Test
    void secondSuspendWaitsForTheSameDrain() {
        dialogs = 1;

        assertThat(begin()).isSameAs(begin());
    }

    @Test
    void whoGivesUpWaitingEndsTheLookingButNotTheRefusing() {
        dialogs = 1;
        begin().cancel(false);

        look();

        assertThat(looking).isNull();
        assertThat(drain.admits()).isFalse();
    }

    @Test
    void startingServerRefusesUntilItResumes() {
        drain.startRefusing();
        assertThat(drain.admits()).isFalse();

        drain.resume();
        assertThat(drain.admits()).isTrue();
    }

    @Test
    void secondPhaseOfASuspendDoesNotClaimThatDialogsHaveEnded() {
        dialogs = 1;
        assertThat(begin()).isNotNull();

        drain.startRefusing();

        assertThat(drain.state()).isEqualTo(State.DRAINING);
    }

    @Test
    void stoppingContainerLooksNoMore() {
        dialogs = 1;
        assertThat(begin()).isNotNull();

        drain.close();

        assertThat(looking).isNull();
    }

    @Test
    void retryAfterHasBounds() {
        drain.retryAfter(3_600);
        assertThat(drain.retryAfterSeconds()).isEqualTo(3_600);

        assertThatThrownBy(() -> drain.retryAfter(0)).hasMessageContaining("1 to 3600");
        assertThatThrownBy(() -> drain.retryAfter(3_601)).hasMessageContaining("1 to 3600");
    }
}
