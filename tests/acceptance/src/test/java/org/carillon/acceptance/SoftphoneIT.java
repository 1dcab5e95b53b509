// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.carillon.acceptance.harness.OnThePlatform;
import org.carillon.acceptance.harness.Scene;
import org.carillon.acceptance.harness.Softphone;
import org.carillon.testing.audio.Correlation;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.ToneSearch;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.audio.Wav;
import org.carillon.testing.web.WebReply;
import org.carillon.testing.web.WebRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call with a telephone that we have not written. */
@OnThePlatform
class SoftphoneIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void softphoneHearsThePromptPressesAKeyAndIsRecorded(Scene scene, @TempDir Path folder) {
        Sound prompt = Tones.babble(Duration.ofSeconds(3), 80);
        scene.web()
                .on("/prompt.wav", WebReply.wav(prompt))
                .onTwiml("/keys", "<Record action='/recorded' maxLength='2' playBeep='false'/>")
                .onTwiml("/recorded", "<Hangup/>")
                .onTwiml(
                        Scene.VOICE,
                        "<Gather action='/keys' numDigits='1' timeout='10' bargeIn='false'><Play>/prompt.wav</Play>"
                                + "</Gather>");
        try (Softphone phone = Softphone.start(folder)) {
            phone.dial(scene.sipUri(scene.number()));
            assertThat(scene.voiceRequest().param("Direction")).isEqualTo("inbound");
            phone.awaitHeard(Duration.ofSeconds(1));
            phone.press('5');
            assertThat(scene.web().awaitRequest("/keys", SOON).param("Digits")).isEqualTo("5");
            WebRequest recorded = scene.web().awaitRequest("/recorded", SOON);
            phone.awaitClosed();
            Sound said = Wav.parse(scene.api()
                    .getUri(recorded.param("RecordingUrl") + ".wav")
                    .expect(200)
                    .bytes());
            assertThat(ToneSearch.best(said, 440).clear())
                    .as("440 Hz in " + said)
                    .isTrue();
            assertThat(Correlation.find(prompt, phone.heard()).same()).isTrue();
        }
    }
}
