// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.carillon.acceptance.harness.Callee;
import org.carillon.acceptance.harness.OnThePlatform;
import org.carillon.acceptance.harness.Scene;
import org.carillon.testing.Waiting;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.ToneFit;
import org.carillon.testing.audio.ToneSearch;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.audio.Wav;
import org.carillon.testing.phone.CallState;
import org.carillon.testing.phone.IncomingPolicy;
import org.carillon.testing.phone.Phone;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.web.WebReply;
import org.carillon.testing.web.WebRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A second party is called and connected, or the tenant is told why not. */
@OnThePlatform
class DialIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String ACTION = "/dialled";

    private static PhoneCall dial(Scene scene, String attributes, String targets) {
        scene.web().onTwiml(ACTION, "<Hangup/>");
        return scene.call("<Dial action='/dialled' " + attributes + ">" + targets + "</Dial>");
    }

    private static WebRequest action(Scene scene) {
        return scene.web()
                .awaitRequest(ACTION, SOON)
                .assertSignedWith(scene.platform().account().token());
    }

    private static void hearEachOther(PhoneCall one, PhoneCall other) {
        one.audio().listenFromNow();
        other.audio().listenFromNow();
        one.audio().playTone(440);
        other.audio().playTone(1000);
        other.audio().awaitTone(440);
        one.audio().awaitTone(1000);
    }

    @ParameterizedTest
    @CsvSource({
        "486,busy",
        "600,busy",
        "603,busy",
        "480,no-answer",
        "408,no-answer",
        "404,failed",
        "410,failed",
        "500,failed",
        "503,failed",
        "604,failed"
    })
    void refusalOfTheCalleeIsToldToTheAction(int status, String told, Scene scene) {
        Callee bob = scene.callee().onCall(IncomingPolicy.reject(status));
        PhoneCall call = dial(scene, "", bob.number());
        String sid = scene.callSid();
        WebRequest action = action(scene);
        assertThat(action.param("DialCallStatus")).isEqualTo(told);
        assertThat(action.param("DialSipResponseCode")).isEqualTo("" + status);
        assertThat(action.param("DialBridged")).isEqualTo("false");
        call.awaitHungUp();
        JsonNode child = scene.api().awaitStatus(action.param("DialCallSid"), told);
        assertThat(child.path("parent_call_sid").asText()).isEqualTo(sid);
        assertThat(child.path("duration").asText()).isEqualTo("0");
        scene.api().awaitStatus(sid, "completed");
    }

    @Test
    void withoutAnActionTheDocumentGoesOnAfterTheDial(Scene scene) {
        Sound after = Tones.babble(Duration.ofSeconds(1), 20);
        scene.web().on("/after.wav", WebReply.wav(after));
        Callee bob = scene.callee().onCall(IncomingPolicy.reject(486));
        PhoneCall call = scene.call("<Dial>" + bob.number() + "</Dial><Play>/after.wav</Play>");
        call.audio().awaitHeard(after, SOON);
        call.awaitHungUp();
    }

    @Test
    void calleeWhoDoesNotAnswerInTimeIsCancelled(Scene scene) {
        Callee bob = scene.callee();
        dial(scene, "timeout='2'", bob.number());
        PhoneCall ringing = bob.awaitCall().ring();
        ringing.awaitCancelled();
        assertThat(action(scene).param("DialCallStatus")).isEqualTo("no-answer");
    }

    @Test
    void callerWhoGivesUpCancelsTheCallee(Scene scene) {
        Callee bob = scene.callee();
        PhoneCall call = dial(scene, "", bob.number()).awaitAnswered();
        PhoneCall ringing = bob.awaitCall().ring();
        call.hangUp();
        ringing.awaitCancelled();
        WebRequest action = action(scene);
        assertThat(action.param("DialCallStatus")).isEqualTo("canceled");
        scene.api().awaitStatus(action.param("DialCallSid"), "canceled");
    }

    @Test
    void firstOfSeveralWhoAnswersWinsAndTheOthersAreCancelled(Scene scene) {
        Callee slow = scene.callee();
        Callee quick = scene.callee();
        Phone third = scene.phone("third");
        PhoneCall call = dial(
                scene,
                "",
                "<Number>" + slow.number() + "</Number><Number>" + quick.number() + "</Number><Sip>" + third.uri()
                        + "</Sip>");
        PhoneCall other = slow.awaitCall().ring();
        PhoneCall refuses = third.awaitCall().reject(486);
        PhoneCall winner = quick.awaitCall().ring().answer().awaitAcknowledged();
        other.awaitCancelled();
        refuses.awaitEnded();
        hearEachOther(call, winner);
        winner.hangUp();
        WebRequest action = action(scene);
        assertThat(action.param("DialCallStatus")).isEqualTo("completed");
        assertThat(action.param("DialBridged")).isEqualTo("true");
        assertThat(scene.api().call(action.param("DialCallSid")).path("to").asText())
                .isEqualTo(quick.number());
    }

    @Test
    void calleeWhoHangsUpGivesTheCallerBackToTheDocument(Scene scene) {
        Callee bob = scene.callee();
        PhoneCall call = dial(scene, "", bob.number());
        PhoneCall second = bob.awaitCall().answer().awaitAcknowledged();
        hearEachOther(call, second);
        second.hangUp();
        WebRequest action = action(scene);
        assertThat(action.param("DialCallStatus")).isEqualTo("completed");
        assertThat(Double.parseDouble(action.param("DialCallDuration")))
                .isCloseTo(second.talkTime().toMillis() / 1000.0, within(1.0));
        call.awaitHungUp();
    }

    @Test
    void callerIsAnsweredOnlyWhenTheCalleeAnswersIfTheTenantWantsSo(Scene scene) {
        Callee bob = scene.callee();
        PhoneCall call = dial(scene, "answerOnBridge='true'", bob.number());
        PhoneCall ringing = bob.awaitCall().ring();
        call.awaitRinging();
        assertThat(call.state()).isNotEqualTo(CallState.ESTABLISHED);
        assertThat(call.answeredAt()).isEmpty();
        PhoneCall second = ringing.answer().awaitAcknowledged();
        call.awaitAnswered();
        assertThat(call.answeredAt().orElseThrow())
                .isAfterOrEqualTo(second.answeredAt().orElseThrow());
        hearEachOther(call, second);
    }

    @Test
    void starOfTheCallerEndsTheSecondLegOnly(Scene scene) {
        Sound after = Tones.babble(Duration.ofSeconds(1), 21);
        scene.web().on("/after.wav", WebReply.wav(after));
        Callee bob = scene.callee();
        PhoneCall call = dial(scene, "hangupOnStar='true'", bob.number());
        scene.web().onTwiml(ACTION, "<Play>/after.wav</Play>");
        PhoneCall second = bob.awaitCall().answer().awaitAcknowledged();
        hearEachOther(call, second);
        call.audio().stop();
        call.audio().pressKeys("5");
        assertThat(second.endsWithin(Duration.ofMillis(700))).isFalse();
        call.audio().pressKeys("*");
        second.awaitHungUp();
        assertThat(action(scene).param("DialCallStatus")).isEqualTo("completed");
        call.audio().awaitHeard(after, SOON);
    }

    @Test
    void connectionEndsAtItsTimeLimit(Scene scene) {
        Callee bob = scene.callee();
        dial(scene, "timeLimit='2'", bob.number());
        PhoneCall second = bob.awaitCall().answer().awaitAcknowledged();
        second.awaitHungUp();
        assertThat(second.talkTime().toMillis()).isBetween(1900L, 3500L);
        assertThat(action(scene).param("DialCallStatus")).isEqualTo("completed");
    }

    @Test
    void calleeSeesTheCallerIdThatTheTenantWants(Scene scene) {
        Callee bob = scene.callee();
        String shown = scene.number();
        dial(scene, "callerId='" + shown + "'", bob.number());
        PhoneCall second = bob.awaitCall();
        assertThat(second.header("From").orElseThrow()).contains(shown);
        second.reject(486);
    }

    @Test
    void calleeSeesTheCallerWhenTheTenantSaysNothing(Scene scene) {
        Callee bob = scene.callee();
        dial(scene, "", bob.number());
        PhoneCall second = bob.awaitCall();
        String caller = scene.callSid();
        assertThat(second.header("From").orElseThrow())
                .contains(scene.api().call(caller).path("from").asText());
        second.reject(486);
    }

    @Test
    void recordingOfADialHoldsBothParties(Scene scene) {
        Callee bob = scene.callee();
        PhoneCall call = dial(scene, "record='record-from-answer'", bob.number());
        PhoneCall second = bob.awaitCall().answer().awaitAcknowledged();
        hearEachOther(call, second);
        call.audio().listenFromNow();
        Waiting.untilTrue(
                SOON, () -> call.audio().heard().duration().toMillis() > 1500, () -> "a conversation of 1.5 s");
        second.hangUp();
        WebRequest action = action(scene);
        assertThat(Integer.parseInt(action.param("RecordingDuration"))).isPositive();
        byte[] wav = scene.api()
                .getUri(action.param("RecordingUrl") + ".wav")
                .expect(200)
                .bytes();
        Sound sound = Wav.parse(wav);
        Sound middle = sound.slice(sound.length() / 3, sound.length());
        assertThat(ToneFit.of(middle, 440).toneDbfs()).isGreaterThan(-35);
        assertThat(ToneFit.of(middle, 1000).toneDbfs()).isGreaterThan(-35);
    }

    @Test
    void dualRecordingOfADialHasAChannelForEach(Scene scene) {
        Callee bob = scene.callee();
        PhoneCall call = dial(scene, "record='record-from-answer-dual'", bob.number());
        PhoneCall second = bob.awaitCall().answer().awaitAcknowledged();
        hearEachOther(call, second);
        call.hangUp();
        WebRequest action = action(scene);
        byte[] wav = scene.api()
                .getUri(action.param("RecordingUrl") + ".wav")
                .expect(200)
                .bytes();
        assertThat(wav[22]).as("channels in the WAV's head").isEqualTo((byte) 2);
        JsonNode recording = scene.api().awaitRecording(action.param("RecordingSid"));
        assertThat(recording.path("channels").asInt()).isEqualTo(2);
    }

    @Test
    void callerHearsRingingUntilTheCalleeAnswers(Scene scene) {
        Callee bob = scene.callee();
        PhoneCall call = dial(scene, "", bob.number());
        PhoneCall ringing = bob.awaitCall().ring();
        call.audio().awaitSound(-40, SOON);
        assertThat(ToneSearch.best(call.audio().heard(), 440).toneDbfs()).isGreaterThan(-40);
        assertThat(ToneSearch.best(call.audio().heard(), 480).toneDbfs()).isGreaterThan(-40);
        PhoneCall second = ringing.answer().awaitAcknowledged();
        hearEachOther(call, second);
    }

    @Test
    void keysAreSentToTheCalleeBeforeTheConnection(Scene scene) {
        Callee bob = scene.callee();
        PhoneCall call = dial(scene, "", "<Number sendDigits='w12#'>" + bob.number() + "</Number>");
        PhoneCall second = bob.awaitCall().answer().awaitAcknowledged();
        second.audio().awaitDigits("12#");
        hearEachOther(call, second);
    }

    @Test
    void numberOfThePlatformIsCalledOnThePlatform(Scene scene) {
        Sound greeting = Tones.babble(Duration.ofSeconds(1), 22);
        scene.web()
                .onTwiml("/other", "<Play loop='3'>/greeting.wav</Play>")
                .on("/greeting.wav", WebReply.wav(greeting));
        String other = scene.number("VoiceUrl", scene.web().url("/other"));
        PhoneCall call = dial(scene, "", other);
        WebRequest second = scene.web().awaitRequest("/other", SOON);
        assertThat(second.param("Direction")).isEqualTo("inbound");
        assertThat(second.param("To")).isEqualTo(other);
        call.audio().awaitHeard(greeting, SOON);
        assertThat(action(scene).param("DialCallStatus")).isEqualTo("completed");
    }

    @Test
    void destinationThatIsNotAllowedFailsAndIsLogged(Scene scene) {
        dial(scene, "", "+442079460958");
        String sid = scene.callSid();
        assertThat(action(scene).param("DialCallStatus")).isEqualTo("failed");
        scene.api().awaitNotification(sid, 13227);
    }

    @Test
    void sipNounCarriesItsHeaders(Scene scene) {
        Phone bob = scene.phone("bob");
        dial(scene, "", "<Sip>" + bob.uri() + "?X-Customer=42&amp;X-Colour=blue</Sip>");
        PhoneCall second = bob.awaitCall();
        assertThat(second.header("X-Customer")).contains("42");
        assertThat(second.header("X-Colour")).contains("blue");
        second.reject(486);
    }

    @Test
    void progressOfTheSecondLegIsToldToItsStatusCallback(Scene scene) {
        scene.web().on("/leg", WebReply.status(204));
        Callee bob = scene.callee();
        dial(
                scene,
                "",
                "<Number statusCallback='/leg' statusCallbackEvent='initiated ringing answered completed'>"
                        + bob.number() + "</Number>");
        String sid = scene.callSid();
        PhoneCall second = bob.awaitCall().ring();
        scene.web().awaitRequests("/leg", 2);
        second.answer().awaitAcknowledged().hangUp();
        List<WebRequest> told = scene.web().awaitRequests("/leg", 4);
        assertThat(told)
                .extracting(request -> request.param("CallStatus"))
                .containsExactlyInAnyOrder("initiated", "ringing", "in-progress", "completed");
        assertThat(told)
                .allSatisfy(
                        request -> assertThat(request.param("ParentCallSid")).isEqualTo(sid));
    }
}
