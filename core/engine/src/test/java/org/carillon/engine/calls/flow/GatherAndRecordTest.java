// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.calls.CallChange;
import org.carillon.engine.calls.NewCall.Instructions;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.recordings.Recording;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookTarget;
import org.junit.jupiter.api.Test;

/** Digits that are collected and voices that are recorded. */
class GatherAndRecordTest {
    @Test
    void digitsGoToTheAction() {
        Scenario call = Scenario.running("<Gather numDigits=\"4\" action=\"/pin\" timeout=\"7\" finishOnKey=\"*\">"
                + "<Say>Your PIN</Say><Pause length=\"1\"/><Play>beep.wav</Play></Gather>");

        MediaCommand.Collect collect = call.latestMedia(MediaCommand.Collect.class);
        assertThat(collect.maxDigits()).isEqualTo(4);
        assertThat(collect.finishOn()).isEqualTo("*");
        assertThat(collect.digitTimeout()).hasSeconds(7);
        assertThat(collect.prompts()).hasSize(3);
        assertThat(collect.prompts().get(1)).isEqualTo(new Prompt.Silence(Duration.ofSeconds(1)));
        call.collected("1234");
        var request = call.latest(Effect.Fetch.class).request();
        assertThat(request.url()).endsWith("/pin");
        assertThat(request.parameters()).containsEntry("Digits", "1234").containsEntry("CallStatus", "in-progress");
    }

    @Test
    void withoutDigitsTheDocumentGoesOn() {
        Scenario call = Scenario.running("<Gather action=\"/pin\"/><Say>Nothing heard</Say>")
                .collected("");

        assertThat(call.media(MediaCommand.Play.class)).hasSize(1);
        assertThat(call.effects(Effect.Fetch.class)).hasSize(1);
    }

    @Test
    void actionOnEmptyResultAsksTheActionAllTheSame() {
        Scenario call = Scenario.running("<Gather action=\"/pin\" actionOnEmptyResult=\"true\"/>")
                .collected("");

        assertThat(call.latest(Effect.Fetch.class).request().parameters()).containsEntry("Digits", "");
    }

    @Test
    void withoutActionTheSameDocumentIsAskedAgain() {
        Scenario call = Scenario.running("<Gather/>").collected("5");

        assertThat(call.latest(Effect.Fetch.class).request().url()).isEqualTo("http://tenant.example.com/voice");
    }

    @Test
    void recordingIsInTheVaultBeforeTheActionIsAsked() {
        Scenario call = Scenario.running("<Record action=\"/done\" finishOnKey=\"#\" maxLength=\"20\" timeout=\"3\""
                + " recordingStatusCallback=\"/stored\" trim=\"trim-silence\"/>");
        MediaCommand.Record record = call.latestMedia(MediaCommand.Record.class);
        assertThat(record.beep()).isTrue();
        assertThat(record.maxLength()).hasSeconds(20);
        assertThat(record.silence()).hasSeconds(3);
        assertThat(record.trimSilence()).isTrue();

        call.recorded(Duration.ofMillis(3_100), "#");
        assertThat(call.effects(Effect.Fetch.class)).hasSize(1);
        call.kept(50_000);

        var action = call.latest(Effect.Fetch.class).request();
        assertThat(action.url()).endsWith("/done");
        assertThat(action.parameters())
                .containsEntry("RecordingDuration", "3")
                .containsEntry("Digits", "#")
                .containsEntry(
                        "RecordingUrl",
                        "http://api.example.com/2010-04-01/Accounts/" + Scenario.ACCOUNT + "/Recordings/"
                                + record.recording());
        var callback = call.latest(Effect.Tell.class).request();
        assertThat(callback.url()).endsWith("/stored");
        assertThat(callback.parameters()).containsEntry("RecordingStatus", "completed");
        assertThat(recording(call).status()).isEqualTo(Recording.Status.COMPLETED);
    }

    @Test
    void nothingSaidGoesOnWithTheDocument() {
        Scenario call =
                Scenario.running("<Record action=\"/done\"/><Say>Silent</Say>").recorded(Duration.ZERO, "");

        assertThat(call.media(MediaCommand.Play.class)).hasSize(1);
        assertThat(recording(call).status()).isEqualTo(Recording.Status.ABSENT);
    }

    @Test
    void callerWhoHangsUpEndsTheRecordingAndTheActionIsTold() {
        Scenario call = Scenario.running("<Record action=\"/done\"/>");
        call.signalled(new SignalEvent.HungUp(Scenario.ROOT, Optional.empty()));
        assertThat(call.media(MediaCommand.Stop.class)).hasSize(1);
        assertThat(call.session().isOver()).isFalse();

        call.recorded(Duration.ofSeconds(2), "").kept(32_000);

        var told = call.latest(Effect.Tell.class).request();
        assertThat(told.url()).endsWith("/done");
        assertThat(told.parameters()).containsEntry("Digits", "hangup").containsEntry("CallStatus", "completed");
        assertThat(call.session().isOver()).isTrue();
        assertThat(call.media(MediaCommand.Close.class)).hasSize(1);
    }

    @Test
    void vaultThatTakesTooLongDoesNotHoldTheCallUp() {
        Scenario call = slowVault();

        assertThat(call.latest(Effect.Fetch.class).request().url()).endsWith("/done");
        assertThat(recordings(call)).isEmpty();
    }

    @Test
    void recordingThatReachesTheVaultLateIsCompletedAllTheSame() {
        Scenario call = slowVault();
        call.document("<Say>Thank you</Say>").kept(32_000);

        var callback = call.latest(Effect.Tell.class).request();
        assertThat(callback.url()).isEqualTo("http://tenant.example.com/stored");
        assertThat(callback.parameters()).containsEntry("RecordingStatus", "completed");
        assertThat(recordings(call))
                .singleElement()
                .satisfies(recording -> assertThat(recording.status()).isEqualTo(Recording.Status.COMPLETED));
    }

    @Test
    void sessionWaitsForARecordingThatIsOnItsWayWhenEverybodyHasLeft() {
        Scenario call = slowVault();
        call.document("<Hangup/>");
        assertThat(call.session().isOver()).isFalse();
        assertThat(call.media(MediaCommand.Close.class)).hasSize(1);

        call.kept(-1);
        assertThat(recording(call).status()).isEqualTo(Recording.Status.FAILED);
        assertThat(call.session().isOver()).isTrue();
    }

    @Test
    void recordingOfADialThatReachesTheVaultLateIsCompletedAllTheSame() {
        Scenario call = Scenario.running("<Dial action=\"/dialled\" record=\"record-from-answer-dual\""
                + " recordingStatusCallback=\"/stored\">+15550002</Dial>");
        CallSid child = call.child(0).sid();
        call.signalled(new SignalEvent.Answered(child, "v=0"));
        call.signalled(new SignalEvent.HungUp(child, Optional.empty()));
        call.recorded(Duration.ofSeconds(2), "").advance(Duration.ofSeconds(3));
        assertThat(call.latest(Effect.Fetch.class).request().url()).endsWith("/dialled");
        assertThat(recordings(call)).isEmpty();

        call.kept(32_000);
        assertThat(recording(call).status()).isEqualTo(Recording.Status.COMPLETED);
        assertThat(recording(call).channels()).isEqualTo(2);
    }

    /** The action has been asked, the audio is on its way. */
    private static Scenario slowVault() {
        return Scenario.running("<Record action=\"/done\" recordingStatusCallback=\"/stored\"/>")
                .recorded(Duration.ofSeconds(2), "#")
                .advance(Duration.ofSeconds(3));
    }

    @Test
    void mediaServerThatForgetsARecordingDoesNotKeepTheSession() {
        Scenario call = Scenario.running("<Record action=\"/done\"/>");
        call.signalled(new SignalEvent.HungUp(Scenario.ROOT, Optional.empty()));
        call.advance(Limits.LAST_MEDIA);

        assertThat(call.session().isOver()).isTrue();
        assertThat(call.signals(SignalCommand.HangUp.class)).isEmpty();
    }

    @Test
    void recordingOfADialThatIsToldTwiceIsStoredOnce() {
        Scenario call = Scenario.running("<Dial record=\"record-from-answer\">+15550002</Dial>");
        CallSid child = call.child(0).sid();
        call.signalled(new SignalEvent.Answered(child, "v=0"));
        call.signalled(new SignalEvent.HungUp(child, Optional.empty()));
        call.recorded(Duration.ofSeconds(2), "").recorded(Duration.ofSeconds(2), "");

        assertThat(call.effects(Effect.Keep.class)).hasSize(1);
    }

    @Test
    void recordingThatTheMediaServerTellsAMinuteAfterTheEndIsStored() {
        Scenario call = Scenario.running("<Record action=\"/done\"/>");
        call.signalled(new SignalEvent.HungUp(Scenario.ROOT, Optional.empty()));
        call.advance(Duration.ofSeconds(60))
                .recorded(Duration.ofSeconds(30), "")
                .kept(480_000);

        assertThat(recording(call).status()).isEqualTo(Recording.Status.COMPLETED);
    }

    @Test
    void actionOfARecordingThatADocumentHasReplacedIsNotAskedWhenTheCallerThenHangsUp() {
        Scenario call = Scenario.running("<Record action=\"/done\"/>");
        var next = new WebhookTarget("http://tenant.example.com/next", HttpMethod.POST);
        call.command("c1", new CallChange.Redirect(new Instructions.FromUrl(next), Optional.empty()));
        call.signalled(new SignalEvent.HungUp(Scenario.ROOT, Optional.empty()));
        call.recorded(Duration.ofSeconds(2), "").kept(32_000);

        assertThat(call.effects(Effect.Tell.class))
                .noneMatch(tell -> tell.request().url().endsWith("/done"));
        assertThat(recording(call).status()).isEqualTo(Recording.Status.COMPLETED);
        assertThat(call.session().isOver()).isTrue();
    }

    @Test
    void voiceThatIsNotOfferedIsAWarningAndTheDefaultSpeaks() {
        Scenario call = Scenario.running("<Say voice=\"Nobody.Ever\">Hi</Say>");

        assertThat(call.notices()).contains(13511);
        assertThat(call.media(MediaCommand.Play.class)).hasSize(1);
    }

    @Test
    void keysArePressedOnceHoweverOftenTheFileIsPlayed() {
        Scenario call = Scenario.running("<Play digits=\"1w2\" loop=\"3\">tune.wav</Play>");

        MediaCommand.Play play = call.latestMedia(MediaCommand.Play.class);
        assertThat(play.loops()).isEqualTo(1);
        assertThat(play.prompts()).hasSize(4).first().isEqualTo(new Prompt.Digits("1w2"));
    }

    private static Recording recording(Scenario call) {
        List<Recording> all = recordings(call);
        return all.get(all.size() - 1);
    }

    private static List<Recording> recordings(Scenario call) {
        return call.effects(Effect.Write.class).stream()
                .map(Effect.Write::entry)
                .filter(OutboxEntry.Recorded.class::isInstance)
                .map(entry -> ((OutboxEntry.Recorded) entry).recording())
                .toList();
    }
}
