// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.carillon.acceptance.harness.Api;
import org.carillon.acceptance.harness.OnThePlatform;
import org.carillon.acceptance.harness.Scene;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.ToneSearch;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.audio.Wav;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.web.WebReply;
import org.carillon.testing.web.WebRequest;
import org.junit.jupiter.api.Test;

/** What the caller says is kept and can be fetched. */
@OnThePlatform
class RecordIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String ACTION = "/recorded";

    /** The caller is being recorded: the beep was heard. */
    private static PhoneCall recording(Scene scene, String attributes) {
        scene.web().onTwiml(ACTION, "<Hangup/>");
        PhoneCall call = scene.call("<Record action='/recorded' " + attributes + "/><Play>/after.wav</Play>");
        call.awaitAnswered().audio().awaitTone(1000);
        return call;
    }

    private static WebRequest action(Scene scene) {
        return scene.web()
                .awaitRequest(ACTION, SOON)
                .assertSignedWith(scene.platform().account().token());
    }

    private static Sound fetch(Scene scene, WebRequest action) {
        return Wav.parse(scene.api()
                .getUri(action.param("RecordingUrl") + ".wav")
                .expect(200)
                .bytes());
    }

    @Test
    void silenceEndsTheRecording(Scene scene) {
        PhoneCall call = recording(scene, "timeout='2'");
        call.audio().play(Tones.sine(440, Duration.ofSeconds(1)));
        WebRequest action = action(scene);
        assertThat(Integer.parseInt(action.param("RecordingDuration"))).isBetween(1, 4);
        assertThat(action.optional("Digits").orElse("")).isEmpty();
        assertThat(ToneSearch.best(fetch(scene, action), 440).clear()).isTrue();
        call.awaitHungUp();
    }

    @Test
    void recordingEndsAtItsGreatestLength(Scene scene) {
        PhoneCall call = recording(scene, "maxLength='2' timeout='10'");
        call.audio().playTone(440);
        WebRequest action = action(scene);
        assertThat(action.param("RecordingDuration")).isEqualTo("2");
        assertThat(fetch(scene, action).duration().toMillis()).isBetween(1900L, 2100L);
    }

    @Test
    void callerWhoHangsUpEndsTheRecordingAndTheActionIsTold(Scene scene) {
        PhoneCall call = recording(scene, "timeout='10'");
        call.audio().play(Tones.sine(440, Duration.ofMillis(1500)));
        call.audio().awaitPlayed(SOON);
        call.hangUp();
        WebRequest action = action(scene);
        assertThat(action.param("Digits")).isEqualTo("hangup");
        assertThat(action.param("CallStatus")).isEqualTo("completed");
        assertThat(ToneSearch.best(fetch(scene, action), 440).clear()).isTrue();
    }

    @Test
    void anyKeyEndsTheRecordingUnlessTheTenantNamesOne(Scene scene) {
        PhoneCall call = recording(scene, "timeout='10'");
        call.audio().play(Tones.sine(440, Duration.ofSeconds(1)));
        call.audio().awaitPlayed(SOON);
        call.audio().pressKeys("8");
        assertThat(action(scene).param("Digits")).isEqualTo("8");
    }

    @Test
    void callerWhoSaysNothingIsNotRecordedAndTheDocumentGoesOn(Scene scene) {
        Sound after = Tones.babble(Duration.ofSeconds(1), 16);
        scene.web().on("/after.wav", WebReply.wav(after));
        PhoneCall call = recording(scene, "timeout='1'");
        call.audio().awaitHeard(after, SOON);
        call.awaitHungUp();
        assertThat(scene.web().requests(ACTION)).isEmpty();
    }

    @Test
    void recordingWithoutBeepIsSilentForTheCaller(Scene scene) {
        scene.web().onTwiml(ACTION, "<Hangup/>");
        PhoneCall call = scene.call("<Record action='/recorded' playBeep='false' maxLength='1'/>");
        call.awaitAnswered().audio().playTone(440);
        action(scene);
        assertThat(call.audio().loudest()).isLessThan(-50);
    }

    @Test
    void callbackTellsWhenTheRecordingCanBeFetched(Scene scene) {
        scene.web().on("/kept", WebReply.status(204));
        PhoneCall call = recording(scene, "maxLength='1' recordingStatusCallback='/kept'");
        call.audio().playTone(440);
        WebRequest told = scene.web().awaitRequest("/kept", SOON);
        told.assertSignedWith(scene.platform().account().token());
        assertThat(told.param("RecordingStatus")).isEqualTo("completed");
        assertThat(told.param("RecordingDuration")).isEqualTo("1");
        assertThat(told.param("RecordingChannels")).isEqualTo("1");
        assertThat(told.param("RecordingSource")).isEqualTo("RecordVerb");
        assertThat(fetch(scene, told).length()).isPositive();
    }

    @Test
    void callbackTellsOfTheBeginningAndOfTheEndWhenAsked(Scene scene) {
        scene.web().on("/kept", WebReply.status(204));
        PhoneCall call = recording(
                scene,
                "maxLength='1' recordingStatusCallback='/kept' recordingStatusCallbackEvent='in-progress completed'");
        WebRequest begun = scene.web().awaitRequest("/kept", SOON);
        assertThat(begun.param("RecordingStatus")).isEqualTo("in-progress");
        call.audio().playTone(440);
        WebRequest ended = scene.web().awaitRequest("/kept", SOON);
        assertThat(ended.param("RecordingStatus")).isEqualTo("completed");
        assertThat(ended.param("RecordingSid")).isEqualTo(begun.param("RecordingSid"));
    }

    @Test
    void callbackTellsThatThereIsNoRecordingWhenAsked(Scene scene) {
        scene.web().on("/kept", WebReply.status(204));
        recording(scene, "timeout='1' recordingStatusCallback='/kept' recordingStatusCallbackEvent='absent'");
        assertThat(scene.web().awaitRequest("/kept", SOON).param("RecordingStatus"))
                .isEqualTo("absent");
    }

    @Test
    void recordingIsListedWithItsCallAndGoneOnceDeleted(Scene scene) {
        PhoneCall call = recording(scene, "maxLength='1'");
        call.audio().playTone(440);
        WebRequest action = action(scene);
        Api api = scene.api();
        String sid = action.param("RecordingSid");
        call.awaitHungUp();
        JsonNode fetched = api.awaitRecording(sid);
        JsonNode listed = api.get("Calls/" + action.param("CallSid") + "/Recordings.json")
                .expect(200)
                .json()
                .path("recordings");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).path("sid").asText()).isEqualTo(sid);
        assertThat(fetched.path("status").asText()).isEqualTo("completed");
        assertThat(fetched.path("duration").asText()).isEqualTo("1");
        api.delete("Recordings/" + sid + ".json").expect(204);
        api.get("Recordings/" + sid + ".json").expect(404);
        api.get("Recordings/" + sid + ".wav").expect(404);
    }
}
