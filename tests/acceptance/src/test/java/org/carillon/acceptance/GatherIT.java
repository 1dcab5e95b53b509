// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.carillon.acceptance.harness.OnThePlatform;
import org.carillon.acceptance.harness.Scene;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.phone.CallRequest;
import org.carillon.testing.phone.Phone;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.phone.PhoneSettings;
import org.carillon.testing.web.WebReply;
import org.carillon.testing.web.WebRequest;
import org.junit.jupiter.api.Test;

/** Keys of the caller reach the tenant. */
@OnThePlatform
class GatherIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String KEYS = "/keys";

    private static PhoneCall gather(Scene scene, String attributes, String inside) {
        scene.web().onTwiml(KEYS, "<Hangup/>");
        PhoneCall call = scene.call(
                "<Gather action='/keys' " + attributes + ">" + inside + "</Gather>" + "<Play>/after.wav</Play>");
        return call.awaitAnswered();
    }

    private static String digits(Scene scene) {
        WebRequest request = scene.web().awaitRequest(KEYS, SOON);
        return request.assertSignedWith(scene.platform().account().token()).param("Digits");
    }

    @Test
    void finishKeyEndsTheCollectionAndIsNotPartOfIt(Scene scene) {
        PhoneCall call = gather(scene, "timeout='10'", "");
        call.audio().pressKeys("42#");
        assertThat(digits(scene)).isEqualTo("42");
    }

    @Test
    void anotherFinishKeyLeavesTheHashToTheTenant(Scene scene) {
        PhoneCall call = gather(scene, "timeout='10' finishOnKey='*'", "");
        call.audio().pressKeys("4#2*");
        assertThat(digits(scene)).isEqualTo("4#2");
    }

    @Test
    void keysAsTonesInTheAudioAreHeard(Scene scene) {
        Phone old = scene.phone(
                PhoneSettings.named("old").user(scene.platform().freshNumber()).withoutTelephoneEvents());
        scene.web().onTwiml(Scene.VOICE, "<Gather action='/keys' numDigits='3' timeout='10'/>");
        scene.web().onTwiml(KEYS, "<Hangup/>");
        PhoneCall call = old.call(CallRequest.to(scene.sipUri(scene.number()))).awaitAnswered();
        call.audio().pressKeysInBand("158");
        assertThat(digits(scene)).isEqualTo("158");
    }

    @Test
    void firstKeySilencesThePrompt(Scene scene) {
        scene.web().on("/long.wav", WebReply.wav(Tones.babble(Duration.ofSeconds(20), 11)));
        PhoneCall call = gather(scene, "numDigits='3' timeout='10'", "<Play>/long.wav</Play>");
        call.audio().awaitSound(-40, SOON);
        call.audio().pressKeys("1");
        call.audio().listenFromNow();
        call.audio().awaitSilence(Duration.ofMillis(600), Duration.ofSeconds(3));
        call.audio().pressKeys("23");
        assertThat(digits(scene)).isEqualTo("123");
    }

    @Test
    void promptThatMayNotBeInterruptedIsHeardWholeAndTheKeyCounts(Scene scene) {
        Sound prompt = Tones.babble(Duration.ofSeconds(3), 12);
        scene.web().on("/whole.wav", WebReply.wav(prompt));
        PhoneCall call = gather(scene, "numDigits='1' timeout='5' bargeIn='false'", "<Play>/whole.wav</Play>");
        call.audio().awaitSound(-40, SOON);
        call.audio().pressKeys("7");
        call.audio().awaitHeard(prompt, SOON);
        assertThat(digits(scene)).isEqualTo("7");
    }

    @Test
    void withoutAKeyTheDocumentGoesOn(Scene scene) {
        Sound after = Tones.babble(Duration.ofSeconds(1), 13);
        scene.web().on("/after.wav", WebReply.wav(after));
        PhoneCall call = gather(scene, "timeout='1'", "");
        call.audio().awaitHeard(after, SOON);
        call.awaitHungUp();
        assertThat(scene.web().requests(KEYS)).isEmpty();
    }

    @Test
    void withoutAKeyTheActionIsAskedWhenTheTenantWantsIt(Scene scene) {
        gather(scene, "timeout='1' actionOnEmptyResult='true'", "");
        assertThat(digits(scene)).isEmpty();
    }

    @Test
    void keysPressedBeforeTheTimeoutAreGivenToTheAction(Scene scene) {
        PhoneCall call = gather(scene, "timeout='2' numDigits='6'", "");
        call.audio().pressKeys("90");
        assertThat(digits(scene)).isEqualTo("90");
    }

    @Test
    void nestedPromptsAreHeardInTurnAndTheTimeBeginsAfterThem(Scene scene) {
        Sound first = Tones.babble(Duration.ofSeconds(1), 14);
        Sound second = Tones.babble(Duration.ofSeconds(1), 15);
        scene.web().on("/1.wav", WebReply.wav(first)).on("/2.wav", WebReply.wav(second));
        PhoneCall call = gather(
                scene,
                "timeout='1' actionOnEmptyResult='true'",
                "<Play>/1.wav</Play><Pause length='1'/><Play>/2.wav</Play>");
        call.audio().awaitHeard(first, SOON);
        call.audio().awaitHeard(second, SOON);
        assertThat(digits(scene)).isEmpty();
        Duration until = Duration.between(
                call.answeredAt().orElseThrow(),
                scene.web().requests(KEYS).get(0).arrivedAt());
        assertThat(until).isGreaterThan(Duration.ofMillis(3900));
    }

    @Test
    void digitsAreCollectedAlthoughAPromptCannotBeFetched(Scene scene) {
        Sound second = Tones.babble(Duration.ofSeconds(1), 17);
        scene.web().on("/2.wav", WebReply.wav(second));
        PhoneCall call = gather(scene, "numDigits='2' timeout='10'", "<Play>/missing.wav</Play><Play>/2.wav</Play>");
        String sid = scene.callSid();
        call.audio().awaitHeard(second, SOON);
        call.audio().pressKeys("42");
        assertThat(digits(scene)).isEqualTo("42");
        assertThat(scene.api()
                        .awaitNotification(sid, 11200)
                        .path("message_text")
                        .asText())
                .contains("/missing.wav", "404");
    }

    @Test
    void digitsAreCollectedAlthoughNoPromptCanBeFetched(Scene scene) {
        PhoneCall call = gather(scene, "numDigits='2' timeout='10'", "<Play>/missing.wav</Play>");
        scene.api().awaitNotification(scene.callSid(), 11200);
        call.audio().pressKeys("17");
        assertThat(digits(scene)).isEqualTo("17");
    }

    @Test
    void withoutAnActionTheSameDocumentIsAskedWithTheDigits(Scene scene) {
        scene.web()
                .on(
                        Scene.VOICE,
                        request -> WebReply.twiml(
                                request.optional("Digits").isPresent()
                                        ? "<Hangup/>"
                                        : "<Gather numDigits='1' timeout='10'/>"));
        PhoneCall call = scene.call().awaitAnswered();
        scene.voiceRequest();
        call.audio().pressKeys("5");
        assertThat(scene.voiceRequest().param("Digits")).isEqualTo("5");
        call.awaitHungUp();
    }
}
