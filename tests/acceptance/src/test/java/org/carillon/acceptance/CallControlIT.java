// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.carillon.acceptance.harness.Callee;
import org.carillon.acceptance.harness.OnThePlatform;
import org.carillon.acceptance.harness.Scene;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.phone.CallRequest;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.web.WebReply;
import org.carillon.testing.web.WebRequest;
import org.junit.jupiter.api.Test;

/** When a call is answered, how it waits, is held, ended, and passed from document to document. */
@OnThePlatform
class CallControlIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void leadingPauseLetsItRing(Scene scene) {
        PhoneCall call = scene.call("<Pause length='2'/><Say>Hello</Say>");
        call.awaitRinging().awaitAnswered();
        Duration rang = Duration.between(call.startedAt(), call.answeredAt().orElseThrow());
        assertThat(rang).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(5));
        call.awaitHungUp();
    }

    @Test
    void hangupEndsTheCallAndNothingAfterItIsRun(Scene scene) {
        PhoneCall call = scene.call("<Say>Bye</Say><Hangup/><Redirect>/never</Redirect>");
        call.awaitAnswered().awaitHungUp();
        scene.api().awaitStatus(scene.callSid(), "completed");
        assertThat(scene.web().requests("/never")).isEmpty();
    }

    @Test
    void redirectPassesTheCallOn(Scene scene) {
        Sound there = Tones.babble(Duration.ofSeconds(1), 30);
        scene.web().onTwiml("/there", "<Play>/there.wav</Play>").on("/there.wav", WebReply.wav(there));
        PhoneCall call = scene.call("<Redirect method='GET'>/there</Redirect><Say>Never</Say>");
        WebRequest asked = scene.web().awaitRequest("/there");
        assertThat(asked.method()).isEqualTo("GET");
        assertThat(asked.param("CallSid")).isEqualTo(scene.callSid());
        call.audio().awaitHeard(there, SOON);
        call.awaitHungUp();
    }

    @Test
    void heldCallerHearsNothingAndEverythingAgainAfterwards(Scene scene) {
        Callee bob = scene.callee();
        PhoneCall call = scene.call("<Dial>" + bob.number() + "</Dial>");
        PhoneCall second = bob.awaitCall().answer().awaitAcknowledged();
        second.audio().playTone(1000);
        call.audio().awaitTone(1000);
        call.hold();
        call.audio().awaitNoPackets(Duration.ofMillis(500), Duration.ofSeconds(5));
        call.resume();
        call.audio().listenFromNow();
        call.audio().awaitTone(1000);
        call.audio().playTone(440);
        second.audio().awaitTone(440);
    }

    @Test
    void callWithALateOfferIsAnswered(Scene scene) {
        Sound hello = Tones.babble(Duration.ofSeconds(2), 31);
        scene.web().on("/hello.wav", WebReply.wav(hello));
        scene.web().onTwiml(Scene.VOICE, "<Play>/hello.wav</Play>");
        PhoneCall call = scene.call(CallRequest::withLateOffer);
        call.audio().awaitHeard(hello, SOON);
    }

    @Test
    void callerWhoVanishesInAConversationIsMissedAndTheOtherIsFreed(Scene scene) {
        Callee bob = scene.callee();
        PhoneCall call = scene.call("<Dial>" + bob.number() + "</Dial>");
        PhoneCall second = bob.awaitCall().answer().awaitAcknowledged();
        call.vanish();
        second.awaitEnded(Duration.ofSeconds(60));
        scene.api().awaitStatus(scene.callSid(), "completed");
    }

    @Test
    void documentWithNothingToDoEndsTheCallUnanswered(Scene scene) {
        PhoneCall call = scene.call("<Response/>");
        assertThat(call.awaitFinal().accepted()).isFalse();
        String sid = scene.callSid();
        scene.api().awaitStatus(sid, "no-answer");
    }

    @Test
    void callerWithoutANumberIsShownAsSipAddress(Scene scene) {
        scene.web().onTwiml(Scene.VOICE, "<Hangup/>");
        scene.call(request -> request.from("sip:alice@example.org"));
        assertThat(scene.voiceRequest().param("From")).isEqualTo("sip:alice@example.org");
    }

    @Test
    void headersOfTheCarrierReachTheTenant(Scene scene) {
        scene.web().onTwiml(Scene.VOICE, "<Hangup/>");
        scene.call(request -> request.header("X-Tenant-Hint", "gold"));
        assertThat(scene.voiceRequest().param("SipHeader_X-Tenant-Hint")).isEqualTo("gold");
    }
}
