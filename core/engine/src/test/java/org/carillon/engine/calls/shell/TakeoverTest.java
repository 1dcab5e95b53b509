// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a node goes on with the calls of one that is gone. */
class TakeoverTest {
    private final TestNode node = new TestNode();

    @AfterEach
    void stop() {
        node.close();
    }

    /** A call that listened to its document on another node, of which only the last saved value is left. */
    private MediaCommand.Play leftByADeadNode() {
        try (TestNode dead = new TestNode()) {
            dead.statusCallback = Optional.of(new WebhookTarget("http://tenant.example.com/status", HttpMethod.POST));
            CallSid call = dead.rings(1);
            await().until(() -> dead.sessions.calls.get(call) != null
                    && dead.sessions.calls.get(call).status() == CallStatus.IN_PROGRESS
                    && !dead.commands(MediaCommand.Play.class).isEmpty());
            node.sessions.orphans.add(dead.sessions.saved.get(dead.sessions.saved.size() - 1));
            return dead.commands(MediaCommand.Play.class).get(0);
        }
    }

    @Test
    void callOfANodeThatIsGoneGoesOnWhereItsDialogsAre() {
        MediaCommand.Play play = leftByADeadNode();
        CallSid call = node.sessions.orphans.get(0).root();
        node.carried.add(call);

        node.engine.tookOver(call);

        await().until(() -> node.takenOver.equals(List.of(play.leg())));
        assertThat(node.records()).isEmpty();
        node.happens(new MediaEvent.PlayEnded(play.leg(), 1, play.operation(), Optional.empty()));
        await().until(() -> node.signals(SignalCommand.HangUp.class).size() == 1);
    }

    @Test
    void whatHappensBeforeItIsSureThatTheNodeIsDeadIsNotLost() {
        leftByADeadNode();
        Session orphan = node.sessions.orphans.remove(0);
        CallSid call = orphan.root();
        node.carried.add(call);
        node.engine.tookOver(call);
        node.engine.report(call, new SignalEvent.HungUp(call, Optional.empty()));
        assertThat(node.engine.sessions()).isZero();

        node.sessions.orphans.add(orphan);

        await().until(() -> node.records().size() == 1 && node.engine.sessions() == 0);
        assertThat(node.records().get(0).status()).isEqualTo(CallStatus.COMPLETED);
    }

    @Test
    void callerWhoHungUpWhileTheNodeDiedIsFoundOut() {
        leftByADeadNode();
        CallSid call = node.sessions.orphans.get(0).root();
        node.carried.add(call);
        node.engine.tookOver(call);

        await().until(() -> node.signals(SignalCommand.Probe.class).size() == 1);
        node.engine.report(call, new SignalEvent.Lost(call, "no dialog on the other side (481)"));

        await().until(() -> node.records().size() == 1 && node.engine.sessions() == 0);
    }

    @Test
    void slowTakingIsNotBegunAgainAndLosesNothing() {
        leftByADeadNode();
        CallSid call = node.sessions.orphans.get(0).root();
        node.carried.add(call);
        node.sessions.takingWaits = new CompletableFuture<>();
        node.engine.tookOver(call);
        node.engine.report(call, new SignalEvent.HungUp(call, Optional.empty()));

        await().until(() -> node.sessions.looks.get() >= 3);
        assertThat(node.sessions.takes).hasValue(1);
        node.sessions.takingWaits.complete(null);

        await().until(() -> node.records().size() == 1 && node.engine.sessions() == 0);
    }

    @Test
    void dialogWhoseAnswerHadNotBeenKeptIsHungUp() {
        try (TestNode dead = new TestNode()) {
            dead.media = command -> new CompletableFuture<>();
            CallSid call = dead.rings(1);
            await().until(() -> dead.sessions.calls.get(call) != null);
            node.sessions.orphans.add(dead.sessions.saved.get(dead.sessions.saved.size() - 1));
            node.carried.add(call);

            node.engine.tookOver(call);

            await().until(() -> node.signals(SignalCommand.HangUp.class).size() == 1);
            await().until(() -> node.records().size() == 1);
        }
    }

    @Test
    void callWhoseEndpointIsGoneWithItsNodeIsEnded() {
        leftByADeadNode();
        CallSid call = node.sessions.orphans.get(0).root();
        node.carried.add(call);
        node.takeover = new MediaResult.Failed(new MediaFailure(MediaFailure.Kind.GONE, "no endpoint"));

        node.engine.tookOver(call);

        await().until(() -> node.signals(SignalCommand.HangUp.class).size() == 1);
    }

    @Test
    void callOfANodeThatIsGoneWithItsDialogIsEndedAtTheSecondLookWithItsRecordAndItsCallback() {
        leftByADeadNode();

        node.sessions.nodeLeft.run();
        assertThat(node.engine.sessions()).isZero();
        node.sessions.nodeLeft.run();

        await().until(() -> node.records().size() == 1 && node.engine.sessions() == 0);
        assertThat(node.records().get(0).status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(node.commands(MediaCommand.Close.class)).hasSize(1);
        assertThat(node.sessions.saved)
                .allSatisfy(session -> assertThat(session.owner().epoch()).isEqualTo(2));
        assertThat(node.sessions.removed).hasSize(1);
    }
}
