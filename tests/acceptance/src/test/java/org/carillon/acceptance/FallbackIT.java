// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.carillon.acceptance.harness.OnThePlatform;
import org.carillon.acceptance.harness.Scene;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.web.TenantServer;
import org.carillon.testing.web.WebReply;
import org.carillon.testing.web.WebRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong with a document, the first or a later one, the fallback is asked and told why. */
@OnThePlatform
class FallbackIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Sound RESCUE = Tones.babble(Duration.ofSeconds(1), 40);

    /** What can be wrong with a document. */
    @SuppressWarnings("ImmutableEnumChecker") // a WebReply never changes
    enum Fault {
        TIMEOUT("/bad#rt=400", WebReply.never(), 11200),
        SERVER_ERROR("/bad", WebReply.status(500), 11200),
        NOT_FOUND("/bad", WebReply.status(404), 11200),
        BROKEN_XML("/bad", WebReply.twiml("<Response><Say>Hello</Sai></Response>"), 12100),
        CONNECTION_CLOSED("/bad#rc=0", WebReply.brokenConnection(), 11200),
        REFUSED("", WebReply.status(200), 11205),
        CUT_OFF("/bad", WebReply.twiml("<Say>" + "long ".repeat(400) + "</Say>").cutOff(), 11200),
        NO_DOCUMENT("/bad", WebReply.text("application/json", "{}"), 12300),
        TOO_LARGE("/bad", WebReply.twiml("<Say>" + " ".repeat(70_000) + "</Say>"), 11750),
        UNKNOWN_VERB("/bad", WebReply.twiml("<Shout>Hello</Shout>"), 12200),
        ENDLESS_REDIRECTION("/bad", WebReply.redirect("/bad"), 11215);

        private final String address;
        private final WebReply reply;
        private final int code;

        Fault(String address, WebReply reply, int code) {
            this.address = address;
            this.reply = reply;
            this.code = code;
        }

        String on(TenantServer web) {
            web.on("/bad", reply).onTwiml("/rescue", "<Play>/rescue.wav</Play>");
            web.on("/rescue.wav", WebReply.wav(RESCUE));
            return address.isEmpty() ? TenantServer.refusedUrl("/bad") : web.url(address);
        }
    }

    private static void rescued(Scene scene, PhoneCall call, Fault fault, String bad) {
        WebRequest rescue = scene.web().awaitRequest("/rescue", SOON);
        rescue.assertSignedWith(scene.platform().account().token());
        assertThat(rescue.param("ErrorCode")).isEqualTo("" + fault.code);
        int fragment = bad.indexOf('#');
        assertThat(rescue.param("ErrorUrl")).startsWith(fragment < 0 ? bad : bad.substring(0, fragment));
        call.audio().awaitHeard(RESCUE, SOON);
        call.awaitHungUp();
        scene.api().awaitNotification(rescue.param("CallSid"), fault.code);
    }

    @ParameterizedTest
    @EnumSource
    void firstDocumentThatFailsIsReplacedByTheFallback(Fault fault, Scene scene) {
        String bad = fault.on(scene.web());
        String number =
                scene.number("VoiceUrl", bad, "VoiceFallbackUrl", scene.web().url("/rescue"));
        PhoneCall call = scene.caller().call(scene.sipUri(number));
        rescued(scene, call, fault, bad);
    }

    @ParameterizedTest
    @EnumSource
    void laterDocumentThatFailsIsReplacedByTheFallback(Fault fault, Scene scene) {
        String bad = fault.on(scene.web());
        scene.web().onTwiml("/first", "<Gather timeout='1' actionOnEmptyResult='true' action='" + bad + "'/>");
        String number = scene.number(
                "VoiceUrl",
                scene.web().url("/first"),
                "VoiceFallbackUrl",
                scene.web().url("/rescue"));
        PhoneCall call = scene.caller().call(scene.sipUri(number)).awaitAnswered();
        rescued(scene, call, fault, bad);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "BROKEN_XML"})
    void callerHearsAnApologyWhenTheFallbackFailsToo(Fault fault, Scene scene) {
        String bad = fault.on(scene.web());
        String number =
                scene.number("VoiceUrl", bad, "VoiceFallbackUrl", scene.web().url("/gone"));
        PhoneCall call = scene.caller().call(scene.sipUri(number)).awaitAnswered();
        call.audio().awaitSound(-40, SOON);
        call.awaitHungUp();
        assertThat(scene.web().requests("/gone")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "REFUSED", "UNKNOWN_VERB"})
    void callerHearsAnApologyWhenThereIsNoFallback(Fault fault, Scene scene) {
        String number = scene.number("VoiceUrl", fault.on(scene.web()));
        PhoneCall call = scene.caller().call(scene.sipUri(number)).awaitAnswered();
        call.audio().awaitSound(-40, SOON);
        call.awaitHungUp();
    }
}
