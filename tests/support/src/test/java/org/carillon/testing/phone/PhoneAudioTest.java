// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.carillon.testing.NotSeen;
import org.carillon.testing.Waiting;
import org.carillon.testing.audio.Alignment;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.ToneSearch;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.audio.Wav;
import org.carillon.testing.rtp.AudioCodec;
import org.carillon.testing.rtp.HeardDigit;
import org.carillon.testing.rtp.HeardDigit.Road;
import org.carillon.testing.sdp.Direction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhoneAudioTest {
    private final Phone bob = Phone.start(PhoneSettings.named("bob").patience(Duration.ofSeconds(5)));
    private Phone alice = Phone.start(PhoneSettings.named("alice").patience(Duration.ofSeconds(5)));

    @AfterEach
    void closePhones() {
        alice.close();
        bob.close();
    }

    private void use(PhoneSettings settings) {
        alice.close();
        alice = Phone.start(settings.patience(Duration.ofSeconds(5)));
    }

    private PhoneCall[] connected() {
        bob.onCall(IncomingPolicy.answer());
        PhoneCall out = alice.call(bob.uri()).awaitAnswered();
        return new PhoneCall[] {out, bob.calls().get(0).awaitAcknowledged()};
    }

    @Test
    void tonesPassBothWays() {
        PhoneCall[] call = connected();
        call[0].audio().playTone(440);
        call[1].audio().playTone(1000);
        assertThat(call[1].audio().awaitTone(440).marginDb()).isGreaterThan(20);
        assertThat(call[0].audio().awaitTone(1000).toneDbfs()).isBetween(-14.0, -12.0);
        assertThat(call[0].audio().tone(440).clear()).isFalse();
    }

    @Test
    void toneThatIsNotThereIsMissed() {
        PhoneCall[] call = connected();
        call[0].audio().playTone(440);
        assertThatThrownBy(() -> call[1].audio().awaitTone(450, Duration.ofMillis(700)))
                .isInstanceOf(NotSeen.class)
                .hasMessageContaining("450 Hz");
    }

    @Test
    void endedCallIsSilentOnBothSides() {
        PhoneCall[] call = connected();
        call[1].audio().playTone(440);
        call[0].audio().awaitTone(440);
        call[0].hangUp();
        call[1].awaitHungUp();
        call[0].audio().awaitNoPackets(Duration.ofMillis(200), Duration.ofSeconds(3));
        call[1].audio().awaitNoPackets(Duration.ofMillis(200), Duration.ofSeconds(3));
    }

    @Test
    void keysAndSoundsStillToBeSentAreDroppedWhenTheOtherSideHangsUp() {
        PhoneCall[] call = connected();
        call[0].audio().play(Tones.babble(Duration.ofSeconds(60), 3));
        CompletableFuture<Void> pressed =
                CompletableFuture.runAsync(() -> call[0].audio().pressKeys("1".repeat(200)));
        Waiting.untilTrue(
                Duration.ofSeconds(3),
                () -> call[1].audio().digitText(Road.RTP_EVENT).length() >= 2,
                () -> "two keys");
        call[1].hangUp();
        assertThat(pressed).succeedsWithin(Duration.ofSeconds(5));
        call[0].audio().awaitPlayed(Duration.ofSeconds(1));
    }

    @Test
    void aLawIsSpokenWhenPreferred() {
        use(PhoneSettings.named("alice").codecs(AudioCodec.PCMA));
        PhoneCall[] call = connected();
        call[0].audio().playTone(700);
        call[1].audio().playTone(900);
        call[1].audio().awaitTone(700);
        call[0].audio().awaitTone(900);
        assertThat(call[1].otherSidesSdp().orElseThrow().formats().get(0).payloadType())
                .isEqualTo(8);
    }

    @Test
    void playedFileIsHeardWhole(@TempDir Path folder) {
        Sound prompt = Tones.babble(Duration.ofMillis(2500), 7);
        Path file = folder.resolve("prompt.wav");
        Wav.write(file, prompt);
        PhoneCall[] call = connected();
        call[0].audio().play(file);
        Alignment heard = call[1].audio().awaitHeard(prompt, Duration.ofSeconds(8));
        assertThat(heard.correlation()).isGreaterThan(0.95);
        assertThat(heard.drift()).isLessThan(Duration.ofMillis(100));
        assertThat(call[1].audio()
                        .match(Tones.babble(Duration.ofMillis(2500), 8))
                        .same())
                .isFalse();
    }

    @Test
    void recordingIsWrittenAsItWasHeard(@TempDir Path folder) {
        PhoneCall[] call = connected();
        call[0].audio().playTone(440);
        call[1].audio().awaitTone(440);
        Path file = folder.resolve("heard.wav");
        call[1].audio().save(file);
        assertThat(ToneSearch.best(Wav.read(file), 440).clear()).isTrue();
    }

    @Test
    void keysAreHeardAsEvents() {
        PhoneCall[] call = connected();
        call[0].audio().pressKeys("12#A");
        assertThat(call[1].audio().awaitDigits("12#A")).isEqualTo(Road.RTP_EVENT);
        HeardDigit first = call[1].audio().digits(Road.RTP_EVENT).get(0);
        assertThat(first.length()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void sameKeyTwiceIsTwoKeys() {
        PhoneCall[] call = connected();
        call[0].audio().pressKeys("55");
        call[1].audio().awaitDigits("55");
    }

    @Test
    void keysAreHeardAsTones() {
        use(PhoneSettings.named("alice").withoutTelephoneEvents());
        PhoneCall[] call = connected();
        call[0].audio().pressKeysInBand("0123456789*#");
        assertThat(call[1].audio().awaitDigits("0123456789*#")).isEqualTo(Road.IN_BAND);
        assertThat(call[1].otherSidesSdp().orElseThrow().eventPayloadType()).isEmpty();
    }

    @Test
    void keysAreHeardByInfo() {
        PhoneCall[] call = connected();
        call[0].pressKeysByInfo("42");
        assertThat(call[1].audio().awaitDigits("42")).isEqualTo(Road.SIP_INFO);
    }

    @Test
    void markLeavesOutWhatCameBefore() {
        PhoneCall[] call = connected();
        call[0].audio().pressKeys("1");
        call[1].audio().awaitDigits("1");
        call[1].audio().listenFromNow();
        call[0].audio().pressKeys("2");
        call[1].audio().awaitDigits("2");
    }

    @Test
    void nothingIsHeardWhileOnHoldAndAgainAfterwards() {
        PhoneCall[] call = connected();
        call[0].audio().playTone(440);
        call[1].audio().playTone(1000);
        call[0].audio().awaitTone(1000);
        call[0].hold();
        call[1].awaitOtherSide(Direction.SENDONLY);
        call[0].audio().awaitNoPackets(Duration.ofMillis(200), Duration.ofSeconds(3));
        call[1].audio().listenFromNow();
        call[1].audio().awaitTone(440);
        call[0].audio().listenFromNow();
        call[0].resume();
        call[0].audio().awaitTone(1000);
    }

    @Test
    void inactiveStopsBothWays() {
        PhoneCall[] call = connected();
        call[0].audio().awaitSilence(Duration.ofMillis(100), Duration.ofSeconds(2));
        call[0].change(Direction.INACTIVE);
        call[0].audio().awaitNoPackets(Duration.ofMillis(200), Duration.ofSeconds(3));
        call[1].audio().awaitNoPackets(Duration.ofMillis(200), Duration.ofSeconds(3));
    }

    @Test
    void lateOfferIsAnsweredInTheAck() {
        bob.onCall(IncomingPolicy.answer());
        PhoneCall out = alice.call(CallRequest.to(bob.uri()).withLateOffer()).awaitAnswered();
        PhoneCall in = bob.calls().get(0).awaitAcknowledged();
        out.audio().playTone(440);
        in.audio().playTone(1000);
        in.audio().awaitTone(440);
        out.audio().awaitTone(1000);
    }

    @Test
    void earlyMediaIsHeardBeforeTheAnswer() {
        PhoneCall out = alice.call(bob.uri());
        PhoneCall in = bob.awaitCall().progress();
        in.audio().playTone(425);
        out.awaitProvisional(183);
        out.audio().awaitTone(425);
        assertThat(out.state()).isNotEqualTo(CallState.ESTABLISHED);
        in.answer();
        out.awaitAnswered();
    }

    @Test
    void noCommonCodecIsRefused() {
        use(PhoneSettings.named("alice").codecs(AudioCodec.PCMA));
        try (Phone carol = Phone.start(PhoneSettings.named("carol").codecs(AudioCodec.PCMU))) {
            carol.onCall(IncomingPolicy.answer());
            assertThat(alice.call(carol.uri()).awaitFinal().status()).isEqualTo(488);
        }
    }
}
