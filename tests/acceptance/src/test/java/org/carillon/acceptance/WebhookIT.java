// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.carillon.acceptance.harness.Callee;
import org.carillon.acceptance.harness.OnThePlatform;
import org.carillon.acceptance.harness.Scene;
import org.carillon.testing.phone.IncomingPolicy;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.web.WebReply;
import org.carillon.testing.web.WebRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the tenant's server is asked and told. */
@OnThePlatform
class WebhookIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    private static String token(Scene scene) {
        return scene.platform().account().token();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void numberIsAskedByItsMethodAndTheSignatureHolds(String method, Scene scene) {
        scene.web().onTwiml("/ask", "<Hangup/>");
        String number = scene.number("VoiceUrl", scene.web().url("/ask?shop=7&name=caf%C3%A9"), "VoiceMethod", method);
        scene.caller().call(scene.sipUri(number));
        WebRequest asked = scene.web().awaitRequest("/ask");
        asked.assertSignedWith(token(scene));
        assertThat(asked.method()).isEqualTo(method);
        assertThat(asked.param("shop")).isEqualTo("7");
        assertThat(asked.param("name")).isEqualTo("café");
        assertThat(asked.param("To")).isEqualTo(number);
        assertThat(asked.isSignedWith("0123456789abcdef0123456789abcdef")).isFalse();
    }

    @Test
    void addressesInDocumentsAreRelativeToTheDocument(Scene scene) {
        scene.web()
                .onTwiml("/app/one/voice", "<Redirect>next?a=1</Redirect>")
                .onTwiml("/app/one/next", "<Redirect>../two/third</Redirect>")
                .onTwiml("/app/two/third", "<Redirect>/root</Redirect>")
                .onTwiml("/root", "<Hangup/>");
        String number = scene.number("VoiceUrl", scene.web().url("/app/one/voice"));
        PhoneCall call = scene.caller().call(scene.sipUri(number));
        for (String path : List.of("/app/one/voice", "/app/one/next", "/app/two/third", "/root")) {
            scene.web().awaitRequest(path).assertSignedWith(token(scene));
        }
        call.awaitEnded();
        assertThat(scene.web().requests("/app/one/next").get(0).param("a")).isEqualTo("1");
    }

    @Test
    void redirectionsOfTheServerAreFollowedAndTheDocumentsAddressIsTheLast(Scene scene) {
        scene.web()
                .on(Scene.VOICE, WebReply.redirect("/moved/here"))
                .onTwiml("/moved/here", "<Redirect>next</Redirect>")
                .onTwiml("/moved/next", "<Hangup/>");
        scene.call();
        scene.web().awaitRequest("/moved/here");
        scene.web().awaitRequest("/moved/next").assertSignedWith(token(scene));
    }

    @Test
    void callOfTheApiTellsEveryStepInOrderWhenAsked(Scene scene) {
        scene.web().on("/progress", WebReply.status(204));
        Callee bob = scene.callee();
        String sid = scene.api()
                .createCall(
                        scene.number(),
                        bob.number(),
                        "Twiml",
                        "<Response><Pause length='20'/></Response>",
                        "StatusCallback",
                        scene.web().url("/progress"),
                        "StatusCallbackEvent",
                        "initiated",
                        "StatusCallbackEvent",
                        "ringing",
                        "StatusCallbackEvent",
                        "answered",
                        "StatusCallbackEvent",
                        "completed");
        PhoneCall call = bob.awaitCall().ring();
        scene.web().awaitRequests("/progress", 2);
        call.answer().awaitAcknowledged();
        scene.web().awaitRequests("/progress", 3);
        call.hangUp();
        List<WebRequest> told = scene.web().awaitRequests("/progress", 4);
        assertThat(told).hasSize(4).allSatisfy(request -> {
            request.assertSignedWith(token(scene));
            assertThat(request.param("CallSid")).isEqualTo(sid);
            assertThat(request.param("Direction")).isEqualTo("outbound-api");
            assertThat(request.param("CallbackSource")).isEqualTo("call-progress-events");
        });
        // Separate requests may overtake one another on their way; the number tells the order (as with Twilio).
        assertThat(told.stream().sorted(Comparator.comparing(request -> request.param("SequenceNumber"))))
                .extracting(request -> request.param("SequenceNumber") + request.param("CallStatus"))
                .containsExactly("0initiated", "1ringing", "2in-progress", "3completed");
    }

    @Test
    void callOfTheApiTellsOnlyItsEndByDefault(Scene scene) {
        scene.web().on("/progress", WebReply.status(204));
        Callee bob = scene.callee().onCall(IncomingPolicy.answerAfter(Duration.ofMillis(200)));
        scene.api()
                .createCall(
                        scene.number(),
                        bob.number(),
                        "Twiml",
                        "<Response><Say>Hello</Say></Response>",
                        "StatusCallback",
                        scene.web().url("/progress"));
        WebRequest told = scene.web().awaitRequest("/progress", SOON);
        assertThat(told.param("CallStatus")).isEqualTo("completed");
        scene.web().assertNoRequest("/progress", Duration.ofMillis(500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"486,busy", "480,no-answer", "500,failed"})
    void callOfTheApiThatIsRefusedTellsWhy(String row, Scene scene) {
        String[] words = row.split(",", -1);
        scene.web().on("/progress", WebReply.status(204));
        Callee bob = scene.callee().onCall(IncomingPolicy.reject(Integer.parseInt(words[0])));
        String sid = scene.api()
                .createCall(
                        scene.number(),
                        bob.number(),
                        "Url",
                        scene.web().url("/never"),
                        "StatusCallback",
                        scene.web().url("/progress"));
        WebRequest told = scene.web().awaitRequest("/progress", SOON);
        assertThat(told.param("CallStatus")).isEqualTo(words[1]);
        assertThat(told.param("SipResponseCode")).isEqualTo(words[0]);
        scene.api().awaitStatus(sid, words[1]);
        assertThat(scene.web().requests("/never")).isEmpty();
    }

    @Test
    void callOfTheApiThatNobodyAnswersEndsAtItsTimeout(Scene scene) {
        Callee bob = scene.callee();
        String sid = scene.api()
                .createCall(scene.number(), bob.number(), "Url", scene.web().url("/never"), "Timeout", "2");
        bob.awaitCall().ring().awaitCancelled();
        scene.api().awaitStatus(sid, "no-answer");
    }

    @Test
    void callbackThatFailsIsLoggedAndDisturbsNothing(Scene scene) {
        scene.number();
        scene.web().on(Scene.STATUS, WebReply.status(500));
        scene.call("<Hangup/>").awaitHungUp();
        scene.api().awaitNotification(scene.callSid(), 11200);
    }
}
