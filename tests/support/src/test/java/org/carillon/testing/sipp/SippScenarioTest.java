// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.sipp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.carillon.testing.NotSeen;
import org.carillon.testing.audio.G711;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.phone.CallState;
import org.carillon.testing.phone.EndedBy;
import org.carillon.testing.phone.IncomingPolicy;
import org.carillon.testing.phone.Phone;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.phone.PhoneSettings;
import org.carillon.testing.rtp.HeardDigit.Road;
import org.carillon.testing.sdp.Direction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every scenario of the acceptance tests against the test phone, so that neither is trusted unseen. */
class SippScenarioTest {
    private static final Path FOLDER = Path.of("../acceptance/src/test/resources/sipp");

    private final Phone phone = Phone.start(PhoneSettings.named("phone").patience(Duration.ofSeconds(8)));

    @AfterEach
    void close() {
        phone.close();
    }

    private Sipp caller(String name) {
        return callee(name)
                .to("127.0.0.1:" + phone.port())
                .number("+15550001")
                .set("from", "+15559990001")
                .set("talk", 200);
    }

    private static Sipp callee(String name) {
        return Sipp.scenario(FOLDER.resolve(name + ".xml"))
                .set("patience", 5000)
                .set("ring", 100)
                .atMost(Duration.ofSeconds(12));
    }

    private PhoneCall call(SippRun sipp) {
        return phone.call(sipp.awaitListening().uri("+15550002"));
    }

    @Test
    void callerHangsUp() {
        phone.onCall(IncomingPolicy.answerAfter(Duration.ofMillis(100)));
        SippResult result = caller("uac-is-answered-and-hangs-up").run().assertPassed();
        assertThat(result.successful()).isEqualTo(1);
        assertThat(phone.calls().get(0).awaitHungUp().header("From").orElseThrow())
                .contains("+15559990001");
    }

    @Test
    void callerHangsUpOverTcp() {
        phone.onCall(IncomingPolicy.answer());
        caller("uac-is-answered-and-hangs-up").tcp().run().assertPassed();
    }

    @Test
    void severalCallsAtOnce() {
        phone.onCall(IncomingPolicy.answer());
        SippResult result =
                caller("uac-is-answered-and-hangs-up").calls(5, 10).run().assertPassed();
        assertThat(result.successful()).isEqualTo(5);
        assertThat(phone.calls()).hasSize(5);
    }

    @Test
    void callerIsHungUp() {
        phone.onCall(call -> call.answer().awaitAcknowledged().hangUp());
        caller("uac-is-hung-up-by-server").run().assertPassed();
    }

    @Test
    void callerCancels() {
        phone.onCall(IncomingPolicy.ring());
        caller("uac-cancels-while-ringing").run().assertPassed();
        phone.calls().get(0).awaitCancelled();
    }

    @Test
    void callerIsRefused() {
        phone.onCall(IncomingPolicy.reject(486));
        caller("uac-is-refused").set("status", 486).run().assertPassed();
        phone.onCall(IncomingPolicy.reject(404));
        caller("uac-unknown-number-404").run().assertPassed();
        phone.onCall(IncomingPolicy.answer());
        caller("uac-offers-no-codec-488").run().assertPassed();
    }

    @Test
    void callerHoldsAndResumes() {
        phone.onCall(call -> {
            call.answer().awaitOtherSide(Direction.SENDONLY);
            call.awaitOtherSide(Direction.SENDRECV);
        });
        caller("uac-hold-and-resume").set("hold", 200).run().assertPassed();
        assertThat(phone.calls().get(0).awaitHungUp().provisional()).isEmpty();
    }

    @Test
    void callerVanishes() {
        phone.onCall(call -> call.answer().awaitAcknowledged().hangUp());
        assertThat(caller("uac-vanishes").run().assertPassed().received("BYE")).isGreaterThan(1);
    }

    @Test
    void callerRepeatsItsInvite() {
        phone.onCall(IncomingPolicy.answerAfter(Duration.ofMillis(600)));
        caller("uac-retransmits-invite").run().assertPassed();
        assertThat(phone.calls()).hasSize(1);
    }

    @Test
    void callerPressesKeys() {
        phone.onCall(call -> {
            call.answer().audio().awaitDigits("12#");
            call.hangUp();
        });
        caller("uac-dtmf-rfc4733").set("digits", "12#").set("before", 300).run().assertPassed();
        assertThat(phone.calls().get(0).audio().digitText(Road.RTP_EVENT)).isEqualTo("12#");
    }

    @Test
    void callerPressesKeysAsTones(@TempDir Path folder) throws IOException {
        phone.onCall(call -> {
            call.answer().audio().awaitDigits("12#");
            call.hangUp();
        });
        Sound keys = Tones.keys("12#", Duration.ofMillis(100), Duration.ofMillis(80));
        Path file = Files.write(folder.resolve("keys.ul"), G711.MU_LAW.encode(keys.samples()));
        caller("uac-dtmf-in-band").set("audio", file).set("before", 300).run().assertPassed();
        assertThat(phone.calls().get(0).audio().digitText(Road.IN_BAND)).isEqualTo("12#");
    }

    @Test
    void pingIsAnswered() {
        caller("uac-pings-with-options").run().assertPassed();
    }

    @Test
    void calleeRingsAndAnswers() {
        try (SippRun sipp = callee("uas-rings-then-answers").start()) {
            call(sipp).awaitRinging().awaitAnswered().hangUp();
            sipp.await().assertPassed();
        }
    }

    @Test
    void calleeHangsUp() {
        try (SippRun sipp = callee("uas-answers-then-hangs-up").set("talk", 200).start()) {
            call(sipp).awaitAnswered().awaitHungUp();
            sipp.await().assertPassed();
        }
    }

    @Test
    void calleeRefuses() {
        for (var refusal : new TreeMap<>(Map.of(486, "Busy Here", 500, "Server Error", 603, "Decline")).entrySet()) {
            for (String name : List.of("uas-refuses", "uas-rings-then-refuses")) {
                try (SippRun sipp = callee(name)
                        .set("status", refusal.getKey())
                        .set("reason", refusal.getValue())
                        .start()) {
                    assertThat(call(sipp).awaitFinal().toString())
                            .isEqualTo(refusal.getKey() + " " + refusal.getValue());
                    sipp.await().assertPassed();
                }
            }
        }
    }

    @Test
    void calleeDoesNotAnswer() {
        try (SippRun sipp = callee("uas-no-answer").start()) {
            PhoneCall call = call(sipp).awaitRinging().cancel();
            assertThat(call.awaitFinal().status()).isEqualTo(487);
            sipp.await().assertPassed();
        }
    }

    @Test
    void calleeSaysNothing() {
        try (SippRun sipp = callee("uas-says-nothing").start()) {
            PhoneCall call = call(sipp);
            assertThat(sipp.await().assertPassed().received("INVITE")).isGreaterThan(1);
            assertThat(call.state()).isEqualTo(CallState.STARTED);
        }
    }

    @Test
    void scenarioThatGoesOtherwiseFailsWithItsMessages() {
        phone.onCall(IncomingPolicy.reject(486));
        SippResult result = caller("uac-is-answered-and-hangs-up").run();
        assertThat(result.passed()).isFalse();
        assertThatThrownBy(result::assertPassed)
                .isInstanceOf(NotSeen.class)
                .hasMessageContaining("uac-is-answered-and-hangs-up")
                .hasMessageContaining("received 'SIP/2.0 486");
        assertThat(phone.calls().get(0).endedBy()).contains(EndedBy.THIS_PHONE);
    }

    @Test
    void missingValueIsNamed() {
        assertThatThrownBy(() -> callee("uas-refuses").run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{{status}}");
    }
}
