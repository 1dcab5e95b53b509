// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.carillon.acceptance.harness.Gaps;
import org.carillon.acceptance.harness.OnThePlatform;
import org.carillon.acceptance.harness.Scene;
import org.carillon.acceptance.harness.Transcoder;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.web.WebReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the caller hears is what the tenant sent. */
@OnThePlatform
class PromptsIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Sound PROMPT = Tones.babble(Duration.ofSeconds(3), 7);

    @Test
    void promptHeardIsThePromptSent(Scene scene) {
        scene.web().on("/prompt.wav", WebReply.wav(PROMPT));
        PhoneCall call = scene.call("<Play>/prompt.wav</Play>");
        call.audio().awaitHeard(PROMPT, SOON);
        call.awaitHungUp();
    }

    @ParameterizedTest
    @CsvSource({"mp3,audio/mpeg,44100,2", "wav,audio/wav,48000,2", "wav,audio/x-wav,22050,1", "wav,audio/wav,16000,1"})
    void filesOfOtherFormatsAreHeardAsTheyAre(String extension, String type, int rate, int channels, Scene scene) {
        byte[] file = Transcoder.encode(PROMPT, extension, "-ar", "" + rate, "-ac", "" + channels, "-b:a", "192k");
        scene.web().on("/prompt", WebReply.bytes(type, file));
        scene.call("<Play>/prompt</Play>").audio().awaitHeard(PROMPT, SOON);
    }

    @Test
    void playIsRepeatedAsOftenAsItsLoopSaysAndFetchedOnce(Scene scene) {
        Sound once = Tones.babble(Duration.ofSeconds(1), 8);
        scene.web().on("/once.wav", WebReply.wav(once).withHeader("Cache-Control", "max-age=60"));
        PhoneCall call = scene.call("<Play loop='3'>/once.wav</Play>");
        call.audio().awaitHeard(Sound.concat(once, once, once), SOON);
        call.awaitHungUp();
        assertThat(Gaps.extent(call.audio().heardAll()).toMillis()).isCloseTo(3000, within(300L));
        assertThat(scene.web().requests("/once.wav")).hasSize(1);
    }

    @Test
    void promptsFollowOneAnotherInTheOrderOfTheDocument(Scene scene) {
        Sound first = Tones.babble(Duration.ofSeconds(1), 9);
        Sound second = Tones.babble(Duration.ofSeconds(1), 10);
        scene.web().on("/1.wav", WebReply.wav(first)).on("/2.wav", WebReply.wav(second));
        PhoneCall call = scene.call("<Play>/1.wav</Play><Pause length='1'/><Play>/2.wav</Play>");
        call.audio().awaitHeard(first, SOON);
        call.audio().awaitHeard(second, SOON);
        call.awaitHungUp();
        Duration from = call.audio().match(first).offset();
        Duration to = call.audio().match(second).offset();
        assertThat(to.minus(from).toMillis()).isBetween(1950L, 2600L);
    }

    @Test
    void sayIsHeardAsSpeech(Scene scene) {
        PhoneCall call = scene.call("<Say>Good morning. This is a voice.</Say>");
        call.audio().awaitSound(-40, SOON);
        call.awaitHungUp();
        assertThat(Gaps.extent(call.audio().heardAll())).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
    }

    @Test
    void sayInAnotherLanguageIsHeard(Scene scene) {
        PhoneCall call = scene.call("<Say language='de-DE'>Guten Morgen, hier spricht die Anlage.</Say>");
        call.audio().awaitSound(-40, SOON);
        call.awaitHungUp();
    }

    @Test
    void breakOfASpokenTextIsAsLongAsWritten(Scene scene) {
        Duration brief = gapWithBreak(scene, 500);
        Duration lengthy = gapWithBreak(scene, 1500);
        assertThat(brief.toMillis()).isBetween(480L, 900L);
        assertThat(lengthy.minus(brief).toMillis()).isCloseTo(1000, within(40L));
    }

    private static Duration gapWithBreak(Scene scene, int milliseconds) {
        PhoneCall call = scene.call("<Say>One<break time='" + milliseconds + "ms'/>two</Say>");
        call.awaitAnswered().awaitHungUp();
        return Gaps.longest(call.audio().heardAll());
    }

    @Test
    void sayIsRepeatedAsOftenAsItsLoopSays(Scene scene) {
        long once = spoken(scene, "<Say>Hello</Say>");
        long thrice = spoken(scene, "<Say loop='3'>Hello</Say>");
        assertThat(thrice).isBetween(once * 5 / 2, once * 6);
    }

    private static long spoken(Scene scene, String verbs) {
        PhoneCall call = scene.call(verbs);
        call.awaitAnswered().awaitHungUp();
        return Gaps.extent(call.audio().heardAll()).toMillis();
    }

    @Test
    void playPressesKeys(Scene scene) {
        PhoneCall call = scene.call("<Play digits='12w3#'/><Pause length='1'/>");
        call.audio().awaitDigits("123#");
    }

    @Test
    void promptThatCannotBeFetchedIsLoggedAndTheDocumentGoesOn(Scene scene) {
        scene.web().on("/there.wav", WebReply.wav(PROMPT));
        PhoneCall call = scene.call("<Play>/missing.wav</Play><Play>/there.wav</Play>");
        String sid = scene.callSid();
        call.audio().awaitHeard(PROMPT, SOON);
        assertThat(scene.api()
                        .awaitNotification(sid, 11200)
                        .path("message_text")
                        .asText())
                .contains("404");
    }

    @Test
    void promptThatIsNoAudioIsLoggedAndTheDocumentGoesOn(Scene scene) {
        scene.web().on("/there.wav", WebReply.wav(PROMPT));
        scene.web().on("/page", WebReply.text("text/html", "<html><body>not a sound</body></html>"));
        PhoneCall call = scene.call("<Play>/page</Play><Play>/there.wav</Play>");
        String sid = scene.callSid();
        call.audio().awaitHeard(PROMPT, SOON);
        scene.api().awaitNotification(sid, 12300);
    }

    @Test
    void fileOfASlowServerIsHeard(Scene scene) {
        scene.web().on("/slow.wav", WebReply.wav(PROMPT).after(Duration.ofSeconds(7)));
        PhoneCall call = scene.call("<Play>/slow.wav</Play>").awaitAnswered();
        call.audio().awaitHeard(PROMPT, Duration.ofSeconds(20));
        assertThat(call.audio().match(PROMPT).offset()).isGreaterThan(Duration.ofSeconds(6));
        call.awaitHungUp();
        assertThat(scene.api().notifications(scene.callSid())).isEmpty();
    }

    @Test
    void whatComesBeforeAFileOfASlowServerIsHeardMeanwhile(Scene scene) {
        Sound first = Tones.babble(Duration.ofSeconds(1), 16);
        scene.web().on("/1.wav", WebReply.wav(first));
        scene.web().on("/slow.wav", WebReply.wav(PROMPT).after(Duration.ofSeconds(4)));
        scene.web().onTwiml("/keys", "<Hangup/>");
        PhoneCall call = scene.call(
                        "<Gather numDigits='1' action='/keys'><Play>/1.wav</Play><Play>/slow.wav</Play></Gather>")
                .awaitAnswered();
        call.audio().awaitHeard(first, Duration.ofSeconds(3));
        call.audio().awaitHeard(PROMPT, SOON);
        call.audio().pressKeys("1");
        scene.web().awaitRequest("/keys", SOON);
    }

    @Test
    void fileOfAServerThatNeverAnswersIsLoggedAndTheDocumentGoesOn(Scene scene) {
        scene.web().on("/never.wav", WebReply.never());
        scene.web().on("/there.wav", WebReply.wav(PROMPT));
        PhoneCall call = scene.call("<Play>/never.wav</Play><Play>/there.wav</Play>");
        String sid = scene.callSid();
        call.audio().awaitHeard(PROMPT, Duration.ofSeconds(30));
        assertThat(scene.api()
                        .awaitNotification(sid, 11200)
                        .path("message_text")
                        .asText())
                .contains("/never.wav");
        assertThat(scene.api().notifications(sid)).hasSize(1);
    }
}
