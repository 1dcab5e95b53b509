// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.carillon.acceptance.harness.Api;
import org.carillon.acceptance.harness.Callee;
import org.carillon.acceptance.harness.OnThePlatform;
import org.carillon.acceptance.harness.Scene;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.ToneSearch;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.audio.Wav;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.web.WebRequest;
import org.junit.jupiter.api.Test;

/** The main road, whole: a carrier's INVITE, the tenant's documents, a voice, keys, a recording, a second leg, the records. */
@OnThePlatform
class FirstCallIT {
    private static final Duration ENDS = Duration.ofSeconds(2);

    @Test
    void callGoesFromTheCarrierOverTheTenantToASecondPartyAndIntoTheRecords(Scene scene) {
        Callee bob = scene.callee();
        scene.web()
                .onTwiml(
                        "/digits",
                        "<Record action='/recorded' timeout='5' finishOnKey='#' maxLength='20' trim='trim-silence'/>")
                .onTwiml("/recorded", "<Dial><Number>" + bob.number() + "</Number></Dial>");
        PhoneCall alice = scene.call(
                "<Gather numDigits='4' action='/digits' timeout='10'><Say>Welcome to this long"
                        + " greeting, which nobody ever hears to its end, because four keys are pressed before.</Say></Gather>");
        String sid = asked(scene, alice);
        enterDigits(scene, alice, sid);
        record(scene, alice);
        PhoneCall second = connect(alice, bob);
        JsonNode child = bothInProgress(scene.api(), sid, bob);
        endByApi(scene.api(), sid, List.of(alice, second));
        recordsAgree(scene, sid, child.path("sid").asText(), alice, second);
    }

    /** The tenant is asked while the call rings, with everything that Twilio tells. */
    private static String asked(Scene scene, PhoneCall alice) {
        WebRequest request = scene.voiceRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.param("CallSid")).matches("CA[0-9a-f]{32}");
        assertThat(request.param("AccountSid"))
                .isEqualTo(scene.platform().account().sid());
        assertThat(request.param("To")).isEqualTo(scene.number());
        assertThat(scene.caller().uri()).contains(request.param("From"));
        assertThat(request.param("CallStatus")).isEqualTo("ringing");
        assertThat(request.param("ApiVersion")).isEqualTo("2010-04-01");
        assertThat(request.param("Direction")).isEqualTo("inbound");
        long delay = Duration.between(alice.startedAt(), request.arrivedAt()).toMillis();
        System.out.println("[measured] webhook " + delay + " ms after the INVITE");
        return request.param("CallSid");
    }

    private static void enterDigits(Scene scene, PhoneCall alice, String sid) {
        alice.awaitAnswered().audio().awaitSound(-40, Duration.ofSeconds(10));
        alice.audio().pressKeys("1234");
        WebRequest digits = scene.web().awaitRequest("/digits");
        digits.assertSignedWith(scene.platform().account().token());
        assertThat(digits.param("Digits")).isEqualTo("1234");
        assertThat(digits.param("CallSid")).isEqualTo(sid);
        assertThat(digits.param("CallStatus")).isEqualTo("in-progress");
    }

    private static void record(Scene scene, PhoneCall alice) {
        alice.audio().listenFromNow();
        alice.audio().awaitTone(1000); // the beep
        alice.audio().play(Tones.sine(440, Duration.ofSeconds(3)));
        alice.audio().awaitPlayed(Duration.ofSeconds(6));
        alice.audio().pressKeys("#");
        WebRequest recorded = scene.web().awaitRequest("/recorded");
        recorded.assertSignedWith(scene.platform().account().token());
        assertThat(recorded.param("RecordingDuration")).isEqualTo("3");
        assertThat(recorded.param("Digits")).isEqualTo("#");
        Api.Reply wav =
                scene.api().getUri(recorded.param("RecordingUrl") + ".wav").expect(200);
        assertThat(new String(wav.bytes(), 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
        Sound sound = Wav.parse(wav.bytes());
        assertThat(ToneSearch.best(sound, 440).clear()).as("440 Hz in " + sound).isTrue();
        assertThat(ToneSearch.lengthOf(sound, 440).toMillis()).isCloseTo(3000, within(150L));
    }

    private static PhoneCall connect(PhoneCall alice, Callee bob) {
        PhoneCall second = bob.awaitCall().ring().answer().awaitAcknowledged();
        alice.audio().listenFromNow();
        alice.audio().playTone(440);
        second.audio().playTone(1000);
        second.audio().awaitTone(440);
        alice.audio().awaitTone(1000);
        return second;
    }

    private static JsonNode bothInProgress(Api api, String sid, Callee bob) {
        JsonNode parent = api.call(sid);
        assertThat(parent.path("status").asText()).isEqualTo("in-progress");
        assertThat(parent.path("direction").asText()).isEqualTo("inbound");
        List<JsonNode> children = api.children(sid);
        assertThat(children).hasSize(1);
        JsonNode child = children.get(0);
        assertThat(child.path("status").asText()).isEqualTo("in-progress");
        assertThat(child.path("direction").asText()).isEqualTo("outbound-dial");
        assertThat(child.path("to").asText()).isEqualTo(bob.number());
        return child;
    }

    private static void endByApi(Api api, String sid, List<PhoneCall> legs) {
        Instant asked = Instant.now();
        api.post("Calls/" + sid + ".json", "Status", "completed").expect(200);
        for (PhoneCall leg : legs) {
            leg.awaitHungUp();
            Duration took = Duration.between(asked, leg.endedAt().orElseThrow());
            System.out.println("[measured] BYE " + took.toMillis() + " ms after POST Status=completed");
            assertThat(took).isLessThan(ENDS);
        }
    }

    private static void recordsAgree(Scene scene, String sid, String childSid, PhoneCall alice, PhoneCall second) {
        JsonNode parent = scene.api().awaitStatus(sid, "completed");
        JsonNode child = scene.api().awaitStatus(childSid, "completed");
        assertThat(parent.path("parent_call_sid").isNull()).isTrue();
        assertThat(child.path("parent_call_sid").asText()).isEqualTo(sid);
        assertThat(seconds(parent)).isCloseTo(alice.talkTime().toMillis() / 1000.0, within(1.0));
        assertThat(seconds(child)).isCloseTo(second.talkTime().toMillis() / 1000.0, within(1.0));
        WebRequest told = scene.web().awaitRequest(Scene.STATUS);
        assertThat(told.param("CallStatus")).isEqualTo("completed");
        assertThat(told.param("CallSid")).isEqualTo(sid);
        assertThat(told.param("CallDuration")).isEqualTo(parent.path("duration").asText());
    }

    private static double seconds(JsonNode call) {
        return Double.parseDouble(call.path("duration").asText());
    }
}
