// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.carillon.acceptance.harness.Api;
import org.carillon.acceptance.harness.Platform;
import org.carillon.acceptance.harness.Scene;
import org.carillon.testing.Waiting;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.database.PostgresServer;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.web.WebReply;
import org.junit.jupiter.api.Test;

/** A real PostgreSQL goes away in the middle of a call: nobody on the telephone notices. */
class OutageIT {
    private static final Duration LONG_FORGOTTEN = Duration.ofSeconds(25);

    /** The drainer tries again after half a minute at most. */
    private static final Duration CAUGHT_UP = Duration.ofSeconds(60);

    /** Longer than an answer of the database is believed. */
    private static final String LATER = "<Play>/hello.wav</Play><Pause length='8'/><Redirect>/later</Redirect>";

    @Test
    void callsGoOnWhileTheDatabaseIsAway() throws IOException {
        try (PostgresServer database = new PostgresServer();
                Platform platform = Platform.startOn(database);
                Scene scene = new Scene(platform)) {
            scene.web()
                    .onTwiml("/later", "<Play loop='0'>/tone.wav</Play>")
                    .on("/hello.wav", WebReply.wav(Tones.sine(440, Duration.ofSeconds(1))))
                    .on("/tone.wav", WebReply.wav(Tones.sine(700, Duration.ofSeconds(5))));
            PhoneCall call = scene.call(LATER).awaitAnswered();
            String sid = scene.callSid();
            database.stop();

            webhookOfALivingCallIsSigned(scene, call);
            numberThatIsKnownTakesCalls(scene);
            whatNeedsTheDatabaseSaysSo(scene.api());
            livingCallIsEnded(scene, call, sid);

            database.start();
            recordGetsThere(scene.api(), sid);
        }
    }

    private static void webhookOfALivingCallIsSigned(Scene scene, PhoneCall call) {
        scene.web()
                .awaitRequest("/later", LONG_FORGOTTEN)
                .assertSignedWith(scene.platform().account().token());
        call.audio().awaitTone(700, Duration.ofSeconds(15));
    }

    private static void numberThatIsKnownTakesCalls(Scene scene) {
        scene.web().onTwiml(Scene.VOICE, "<Play loop='0'>/tone.wav</Play>");
        PhoneCall second =
                scene.phone("second").call(scene.sipUri(scene.number())).awaitAnswered();
        second.audio().awaitTone(700, Duration.ofSeconds(15));
        second.hangUp();
    }

    private static void whatNeedsTheDatabaseSaysSo(Api api) {
        Api.Reply reply = api.get("IncomingPhoneNumbers.json").expect(503);
        assertThat(reply.json().path("code").asInt()).isEqualTo(20503);
        assertThat(reply.header("Retry-After")).isPresent();
        assertThat(reply.text()).doesNotContain("SQL");
        api.get("Calls.json").expect(503);
    }

    private static void livingCallIsEnded(Scene scene, PhoneCall call, String sid) {
        scene.api().post("Calls/" + sid + ".json", "Status", "completed").expect(200);
        call.awaitHungUp();
    }

    /** As long as it is not in the database the call counts as not ended, and its record cannot be deleted. */
    private static void recordGetsThere(Api api, String sid) {
        Waiting.untilTrue(
                CAUGHT_UP,
                () -> api.delete("Calls/" + sid + ".json").status() == 204,
                () -> "the record of " + sid + " in the database; the API says "
                        + api.get("Calls/" + sid + ".json").text());
    }
}
