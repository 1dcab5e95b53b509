// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.carillon.acceptance.harness.Callee;
import org.carillon.acceptance.harness.OnThePlatform;
import org.carillon.acceptance.harness.Scene;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.phone.IncomingPolicy;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.web.WebReply;
import org.junit.jupiter.api.Test;

/** A living call is changed by the API: the new document runs, the old media stops. */
@OnThePlatform
class LiveChangeIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    /** Nothing but the new tone is heard: 20 dB over the rest. */
    private static void hearsOnlyTheNewDocument(Scene scene, PhoneCall call, String sid) {
        scene.web()
                .onTwiml("/new", "<Play loop='0'>/tone.wav</Play>")
                .on("/tone.wav", WebReply.wav(Tones.sine(700, Duration.ofSeconds(5))));
        call.audio().listenFromNow();
        scene.api()
                .post("Calls/" + sid + ".json", "Url", scene.web().url("/new"), "Method", "GET")
                .expect(200);
        assertThat(scene.web().awaitRequest("/new").method()).isEqualTo("GET");
        call.audio().awaitTone(700, SOON);
    }

    private static String longPrompt(Scene scene) {
        scene.web().on("/long.wav", WebReply.wav(Tones.babble(Duration.ofSeconds(40), 60)));
        return "<Play>/long.wav</Play>";
    }

    @Test
    void callInAPromptIsRedirected(Scene scene) {
        PhoneCall call = scene.call(longPrompt(scene));
        call.audio().awaitSound(-40, SOON);
        hearsOnlyTheNewDocument(scene, call, scene.callSid());
    }

    @Test
    void callInASayIsRedirected(Scene scene) {
        PhoneCall call = scene.call("<Say loop='20'>This is a text that is said again and again.</Say>");
        call.audio().awaitSound(-40, SOON);
        hearsOnlyTheNewDocument(scene, call, scene.callSid());
    }

    @Test
    void callInAGatherIsRedirected(Scene scene) {
        PhoneCall call = scene.call("<Gather timeout='60' action='/keys'>" + longPrompt(scene) + "</Gather>");
        call.audio().awaitSound(-40, SOON);
        hearsOnlyTheNewDocument(scene, call, scene.callSid());
        call.audio().pressKeys("1#");
        scene.web().assertNoRequest("/keys", Duration.ofMillis(500));
    }

    @Test
    void callInADialIsRedirectedAndTheSecondLegEnds(Scene scene) {
        Callee bob = scene.callee();
        PhoneCall call = scene.call("<Dial action='/dialled'>" + bob.number() + "</Dial>");
        PhoneCall second = bob.awaitCall().answer().awaitAcknowledged();
        second.audio().playTone(1000);
        call.audio().awaitTone(1000);
        hearsOnlyTheNewDocument(scene, call, scene.callSid());
        second.awaitHungUp();
        assertThat(scene.web().requests("/dialled")).isEmpty();
    }

    @Test
    void callIsRedirectedToADocumentGivenWithTheRequest(Scene scene) {
        Sound there = Tones.babble(Duration.ofSeconds(1), 61);
        scene.web().on("/there.wav", WebReply.wav(there));
        PhoneCall call = scene.call("<Pause length='60'/>");
        String sid = scene.callSid();
        String play = "<Response><Play>" + scene.web().url("/there.wav") + "</Play></Response>";
        scene.api().post("Calls/" + sid + ".json", "Twiml", play).expect(200);
        call.audio().awaitHeard(there, SOON);
        call.awaitHungUp();
        scene.api().awaitStatus(sid, "completed");
    }

    @Test
    void ringingCallIsCanceled(Scene scene) {
        Callee bob = scene.callee();
        String sid =
                scene.api().createCall(scene.number(), bob.number(), "Twiml", "<Response><Say>Hello</Say></Response>");
        PhoneCall ringing = bob.awaitCall().ring();
        JsonNode changed = scene.api()
                .post("Calls/" + sid + ".json", "Status", "canceled")
                .expect(200)
                .json();
        assertThat(changed.path("status").asText()).isEqualTo("canceled");
        ringing.awaitCancelled();
        scene.api().awaitStatus(sid, "canceled");
    }

    @Test
    void callOfTheApiRunsItsDocumentWhenAnswered(Scene scene) {
        Sound hello = Tones.babble(Duration.ofSeconds(2), 62);
        scene.web().onTwiml("/hello", "<Play>/hello.wav</Play>").on("/hello.wav", WebReply.wav(hello));
        Callee bob = scene.callee();
        String sid = scene.api()
                .createCall(scene.number(), bob.number(), "Url", scene.web().url("/hello"));
        PhoneCall call = bob.awaitCall().ring().answer().awaitAcknowledged();
        assertThat(call.header("From").orElseThrow()).contains(scene.number());
        call.audio().awaitHeard(hello, SOON);
        call.awaitHungUp();
        JsonNode record = scene.api().awaitStatus(sid, "completed");
        assertThat(record.path("direction").asText()).isEqualTo("outbound-api");
        assertThat(scene.web().awaitRequest("/hello").param("CallStatus")).isEqualTo("in-progress");
    }

    @Test
    void endedCallCannotBeChanged(Scene scene) {
        Callee bob = scene.callee().onCall(IncomingPolicy.reject(486));
        String sid =
                scene.api().createCall(scene.number(), bob.number(), "Twiml", "<Response><Say>Hello</Say></Response>");
        scene.api().awaitStatus(sid, "busy");
        JsonNode error = scene.api()
                .post("Calls/" + sid + ".json", "Status", "completed")
                .expect(400)
                .json();
        assertThat(error.path("code").asInt()).isEqualTo(21220);
    }
}
