// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.carillon.acceptance.harness.OnThePlatform;
import org.carillon.acceptance.harness.Scene;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.web.WebReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tenant's server may answer, and what becomes of answers that make no sense or mean harm. */
@OnThePlatform
class DocumentsIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    private static String apologised(Scene scene, PhoneCall call) {
        call.awaitAnswered().audio().awaitSound(-40, SOON);
        call.awaitHungUp();
        return scene.web().requests(Scene.VOICE).isEmpty()
                ? sidOf(scene, call)
                : scene.web().requests(Scene.VOICE).get(0).param("CallSid");
    }

    /** The tenant was never asked, so the API tells which call it was. */
    private static String sidOf(Scene scene, PhoneCall call) {
        String from = scene.caller().uri().replaceAll("sip:(.*)@.*", "$1");
        assertThat(call.startedAt()).isBefore(Instant.now());
        return scene.api()
                .get("Calls.json?From=" + org.carillon.acceptance.harness.Api.text(from))
                .expect(200)
                .json()
                .path("calls")
                .get(0)
                .path("sid")
                .asText();
    }

    @Test
    void soundInsteadOfADocumentIsPlayed(Scene scene) {
        Sound sound = Tones.babble(Duration.ofSeconds(2), 50);
        scene.number();
        scene.web().on(Scene.VOICE, WebReply.wav(sound));
        PhoneCall call = scene.call();
        call.audio().awaitHeard(sound, SOON);
        call.awaitHungUp();
    }

    @Test
    void plainTextIsSpoken(Scene scene) {
        scene.number();
        scene.web().on(Scene.VOICE, WebReply.text("text/plain", "Good evening, this is plain text."));
        PhoneCall call = scene.call();
        call.audio().awaitSound(-40, SOON);
        call.awaitHungUp();
    }

    @Test
    void brokenXmlIsLoggedWithLineAndColumn(Scene scene) {
        PhoneCall call = scene.call("<Response>\n  <Say>Hello</Sai>\n</Response>");
        JsonNode note = scene.api().awaitNotification(apologised(scene, call), 12100);
        assertThat(note.path("message_text").asText()).contains("line 3").containsPattern("column [0-9]+");
        assertThat(note.path("request_url").asText()).isEqualTo(scene.web().url(Scene.VOICE));
        assertThat(note.path("log").asText()).isEqualTo("0");
    }

    @Test
    void attributeThatMakesNoSenseIsAWarningAndTheDefaultIsUsed(Scene scene) {
        PhoneCall call = scene.call("<Say loop='often'>Hello</Say>");
        call.awaitAnswered().audio().awaitSound(-40, SOON);
        call.awaitHungUp();
        JsonNode note = scene.api().awaitNotification(scene.callSid(), 13510);
        assertThat(note.path("log").asText()).isEqualTo("1");
    }

    @Test
    void documentOverItsLimitIsRefused(Scene scene) {
        PhoneCall call = scene.call("<Say>" + "word ".repeat(14_000) + "</Say>");
        scene.api().awaitNotification(apologised(scene, call), 11750);
    }

    @Test
    void entitiesAreNeverExpanded(Scene scene) {
        scene.number();
        scene.web()
                .on(
                        Scene.VOICE,
                        WebReply.text(
                                "text/xml",
                                "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM '"
                                        + scene.web().url("/secret") + "'>]><Response><Say>&x;</Say></Response>"));
        scene.api().awaitNotification(apologised(scene, scene.call()), 12100);
        assertThat(scene.web().requests("/secret")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.1/voice", "http://169.254.169.254/latest/meta-data", "http://[::1]:9/voice"})
    void serverInAPrivateNetworkIsNeverAsked(String url, Scene scene) {
        String number = scene.number("VoiceUrl", url);
        PhoneCall call = scene.caller().call(scene.sipUri(number));
        String sid = apologised(scene, call);
        // Refused, not timed out: the answer comes at once.
        Duration waited = Duration.between(call.startedAt(), call.answeredAt().orElseThrow());
        assertThat(waited).isLessThan(Duration.ofSeconds(4));
        assertThat(scene.api()
                        .awaitNotification(sid, 11200)
                        .path("message_text")
                        .asText())
                .containsIgnoringCase("allowed");
    }

    @Test
    void redirectionIntoAPrivateNetworkIsNotFollowed(Scene scene) {
        scene.number();
        scene.web().on(Scene.VOICE, WebReply.redirect("http://169.254.169.254/latest/meta-data"));
        scene.api().awaitNotification(apologised(scene, scene.call()), 11200);
    }

    @Test
    void promptInAPrivateNetworkIsNotFetched(Scene scene) {
        Sound after = Tones.babble(Duration.ofSeconds(1), 51);
        scene.web().on("/after.wav", WebReply.wav(after));
        PhoneCall call = scene.call("<Play>http://10.0.0.1/a.wav</Play><Play>/after.wav</Play>");
        call.audio().awaitHeard(after, SOON);
        scene.api().awaitNotification(scene.callSid(), 11200);
    }

    @Test
    void loopOfRedirectsIsStopped(Scene scene) {
        PhoneCall call = scene.call("<Redirect>/voice</Redirect>");
        String sid = apologised(scene, call);
        scene.api().awaitNotification(sid, 11215);
        assertThat(scene.web().requests(Scene.VOICE)).hasSizeBetween(10, 60);
    }
}
