// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.carillon.acceptance.harness.OnThePlatform;
import org.carillon.acceptance.harness.Scene;
import org.carillon.testing.audio.G711;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.sipp.Sipp;
import org.carillon.testing.sipp.SippResult;
import org.carillon.testing.sipp.SippRun;
import org.carillon.testing.web.WebRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The signalling as SIPp sees it, message by message. */
@OnThePlatform
class SignallingIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    private static JsonNode record(Scene scene, String status) {
        return scene.api().awaitStatus(scene.callSid(), status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"u1", "t1"})
    void callerIsAnsweredAndHangsUp(String transport, Scene scene) {
        scene.web().onTwiml(Scene.VOICE, "<Gather timeout='20'/>");
        scene.sippCaller("uac-is-answered-and-hangs-up")
                .with("-t", transport)
                .run()
                .assertPassed();
        record(scene, "completed");
    }

    @Test
    void callerIsHungUpAtTheEndOfTheDocument(Scene scene) {
        scene.web().onTwiml(Scene.VOICE, "<Say>Goodbye</Say>");
        scene.sippCaller("uac-is-hung-up-by-server").run().assertPassed();
        record(scene, "completed");
    }

    @Test
    void severalCallersAtOnceAreServed(Scene scene) {
        scene.web().onTwiml(Scene.VOICE, "<Gather timeout='20'/>");
        SippResult result = scene.sippCaller("uac-is-answered-and-hangs-up")
                .set("talk", 1000)
                .calls(10, 5)
                .run()
                .assertPassed();
        assertThat(result.successful()).isEqualTo(10);
    }

    @Test
    void callerWhoCancelsWhileItRingsGets487AndTheCallIsCanceled(Scene scene) {
        scene.web().onTwiml(Scene.VOICE, "<Pause length='10'/><Say>Too late</Say>");
        scene.sippCaller("uac-cancels-while-ringing").set("ring", 500).run().assertPassed();
        assertThat(record(scene, "canceled").path("duration").asText()).isEqualTo("0");
    }

    @Test
    void callerWhoCancelsWhileTheTenantThinksGets487(Scene scene) {
        scene.web()
                .on(
                        Scene.VOICE,
                        org.carillon.testing.web.WebReply.twiml("<Say>Too late</Say>")
                                .after(Duration.ofSeconds(3)));
        scene.sippCaller("uac-cancels-while-ringing").set("ring", 200).run().assertPassed();
        record(scene, "canceled");
    }

    @Test
    void unknownNumberGets404(Scene scene) {
        scene.sippCaller("uac-unknown-number-404")
                .number(scene.platform().freshNumber())
                .run()
                .assertPassed();
    }

    @Test
    void offerWithoutAKnownCodecIsRefused(Scene scene) {
        scene.web().onTwiml(Scene.VOICE, "<Say>Hello</Say>");
        scene.sippCaller("uac-offers-no-codec-488").run().assertPassed();
        record(scene, "failed");
    }

    @Test
    void inviteThatArrivesThreeTimesIsOneCall(Scene scene) {
        scene.web().onTwiml(Scene.VOICE, "<Pause length='1'/><Gather timeout='20'/>");
        scene.sippCaller("uac-retransmits-invite").run().assertPassed();
        record(scene, "completed");
        assertThat(scene.web().requests(Scene.VOICE)).hasSize(1);
    }

    @Test
    void callerHoldsAndResumes(Scene scene) {
        scene.web().onTwiml(Scene.VOICE, "<Gather timeout='20'/>");
        scene.sippCaller("uac-hold-and-resume").set("hold", 500).run().assertPassed();
        record(scene, "completed");
    }

    /** Two waits in a row: RTP is missed, then nobody answers the question whether the caller still lives (64 x T1). */
    @Test
    @Timeout(90)
    void callerWhoVanishesIsHungUpAndTheCallEnds(Scene scene) {
        scene.web().onTwiml(Scene.VOICE, "<Gather timeout='120'/>");
        scene.sippCaller("uac-vanishes")
                .set("patience", 60_000)
                .atMost(Duration.ofSeconds(80))
                .run()
                .assertPassed();
        record(scene, "completed");
    }

    @Test
    void pingIsAnswered(Scene scene) {
        scene.sippCaller("uac-pings-with-options").run().assertPassed();
    }

    @Test
    void keysAsEventsReachTheTenant(Scene scene) {
        scene.web()
                .onTwiml(Scene.VOICE, "<Gather action='/keys' timeout='10'/>")
                .onTwiml("/keys", "<Hangup/>");
        scene.sippCaller("uac-dtmf-rfc4733")
                .set("digits", "12#")
                .set("before", 500)
                .run()
                .assertPassed();
        assertThat(scene.web().awaitRequest("/keys").param("Digits")).isEqualTo("12");
    }

    @Test
    void keysAsTonesReachTheTenant(Scene scene, @TempDir Path folder) throws IOException {
        scene.web()
                .onTwiml(Scene.VOICE, "<Gather action='/keys' timeout='10'/>")
                .onTwiml("/keys", "<Hangup/>");
        Sound keys = Tones.keys("12#", Duration.ofMillis(100), Duration.ofMillis(80));
        Path file = Files.write(folder.resolve("keys.ul"), G711.MU_LAW.encode(keys.samples()));
        scene.sippCaller("uac-dtmf-in-band")
                .set("audio", file)
                .set("before", 500)
                .run()
                .assertPassed();
        assertThat(scene.web().awaitRequest("/keys").param("Digits")).isEqualTo("12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"busy,486,busy", "rejected,603,failed"})
    void rejectedCallerGetsTheStatusOfTheReason(String row, Scene scene) {
        String[] words = row.split(",", -1);
        scene.web().onTwiml(Scene.VOICE, "<Reject reason='" + words[0] + "'/>");
        scene.sippCaller("uac-is-refused").set("status", words[1]).run().assertPassed();
        record(scene, words[2]);
    }

    private static WebRequest dialSipp(Scene scene, Sipp callee, String attributes) {
        scene.web().onTwiml("/dialled", "<Hangup/>");
        try (SippRun run = callee.start().awaitListening()) {
            PhoneCall call = scene.call(
                    "<Dial action='/dialled' " + attributes + "><Sip>" + run.uri("bob") + "</Sip>" + "</Dial>");
            call.awaitAnswered();
            WebRequest action = scene.web().awaitRequest("/dialled", Duration.ofSeconds(20));
            call.awaitHungUp();
            run.await().assertPassed();
            return action;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"404 Not Found", "486 Busy Here", "500 Server Error", "603 Decline"})
    void refusalOfTheCalleeIsAcknowledged(String answer, Scene scene) {
        String[] words = answer.split(" ", 2);
        Sipp callee = scene.sippCallee("uas-rings-then-refuses")
                .set("status", words[0])
                .set("reason", words[1]);
        assertThat(dialSipp(scene, callee, "").param("DialSipResponseCode")).isEqualTo(words[0]);
    }

    @Test
    void calleeThatDoesNotAnswerIsCancelled(Scene scene) {
        WebRequest action = dialSipp(scene, scene.sippCallee("uas-no-answer"), "timeout='3'");
        assertThat(action.param("DialCallStatus")).isEqualTo("no-answer");
    }

    @Test
    void calleeThatSaysNothingAtAllIsGivenUp(Scene scene) {
        WebRequest action = dialSipp(scene, scene.sippCallee("uas-says-nothing").set("patience", 3_000), "timeout='5'");
        assertThat(action.param("DialCallStatus")).isEqualTo("no-answer");
    }

    @Test
    void calleeWhoHangsUpEndsTheDial(Scene scene) {
        WebRequest action =
                dialSipp(scene, scene.sippCallee("uas-answers-then-hangs-up").set("talk", 1000), "");
        assertThat(action.param("DialCallStatus")).isEqualTo("completed");
    }

    @Test
    void calleeIsHungUpWithTheCaller(Scene scene) {
        try (SippRun callee = scene.sippCallee("uas-rings-then-answers").start().awaitListening()) {
            PhoneCall call = scene.call("<Dial answerOnBridge='true'><Sip>" + callee.uri("bob") + "</Sip></Dial>");
            call.awaitAnswered(SOON).hangUp();
            callee.await().assertPassed();
        }
    }
}
