// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AudioTest {
    @Test
    void codesOfG711AreThoseOfTheRecommendation() {
        assertThat(G711.MU_LAW.encode((short) 0)).isEqualTo((byte) 0xFF);
        assertThat(G711.MU_LAW.decode((byte) 0x00)).isEqualTo((short) -32124);
        assertThat(G711.MU_LAW.decode((byte) 0x80)).isEqualTo((short) 32124);
        assertThat(G711.MU_LAW.encode(Short.MAX_VALUE)).isEqualTo((byte) 0x80);
        assertThat(G711.A_LAW.decode((byte) 0xD5)).isEqualTo((short) 8);
        assertThat(G711.A_LAW.decode((byte) 0x55)).isEqualTo((short) -8);
        assertThat(G711.A_LAW.decode((byte) 0xAA)).isEqualTo((short) 32256);
        assertThat(G711.A_LAW.encode(Short.MIN_VALUE)).isEqualTo((byte) 0x2A);
    }

    @Test
    void everyCodeOfG711SurvivesTheWayThereAndBack() {
        for (G711 law : new G711[] {G711.MU_LAW, G711.A_LAW}) {
            for (int code = 0; code < 256; code++) {
                short value = law.decode((byte) code);
                assertThat(law.decode(law.encode(value))).isEqualTo(value);
            }
        }
    }

    @Test
    void fitTellsLevelOfToneAndRest() {
        Sound both =
                Tones.sine(440, Duration.ofMillis(333), -13).mixedWith(Tones.sine(1234, Duration.ofMillis(333), -30));
        ToneFit fit = ToneFit.of(both, 440);
        assertThat(fit.toneDbfs()).isCloseTo(-13, within(0.1));
        assertThat(fit.restDbfs()).isCloseTo(-30, within(0.5));
        assertThat(fit.clear()).isFalse();
    }

    @Test
    void silenceHoldsNoTone() {
        assertThat(ToneFit.of(Sound.silence(Duration.ofMillis(200)), 440).clear())
                .isFalse();
        assertThat(ToneSearch.best(Sound.silence(Duration.ofSeconds(1)), 440).clear())
                .isFalse();
    }

    @Test
    void toneInTheMiddleIsFoundAndMeasured() {
        Sound sound = Sound.concat(
                Sound.silence(Duration.ofMillis(700)),
                Tones.sine(440, Duration.ofMillis(1500)),
                Tones.babble(Duration.ofMillis(800), 1));
        assertThat(ToneSearch.best(sound, 440).clear()).isTrue();
        assertThat(ToneSearch.lengthOf(sound, 440)).isBetween(Duration.ofMillis(1400), Duration.ofMillis(1600));
    }

    @Test
    void referenceIsFoundWhereItLies() {
        Sound reference = Tones.babble(Duration.ofMillis(1800), 3);
        Sound heard = Sound.concat(
                Tones.babble(Duration.ofMillis(1234), 4),
                reference.amplified(-6),
                Tones.babble(Duration.ofSeconds(1), 5));
        Alignment found = Correlation.find(reference, heard);
        assertThat(found.correlation()).isGreaterThan(0.99);
        assertThat(found.offset()).isEqualTo(Duration.ofMillis(1234));
        assertThat(found.drift()).isZero();
    }

    @Test
    void lostPacketShiftsAPieceButNotTheVerdict() {
        Sound reference = Tones.babble(Duration.ofSeconds(3), 3);
        Sound heard = Sound.concat(
                reference.slice(Duration.ZERO, Duration.ofMillis(2000)),
                reference.slice(Duration.ofMillis(2060), Duration.ofSeconds(3)));
        Alignment found = Correlation.find(reference, heard);
        assertThat(found.same()).isTrue();
        assertThat(found.drift()).isEqualTo(Duration.ofMillis(60));
    }

    @Test
    void otherSoundIsNotTheReference() {
        Sound reference = Tones.babble(Duration.ofSeconds(2), 3);
        assertThat(Correlation.find(reference, Tones.babble(Duration.ofSeconds(5), 9))
                        .correlation())
                .isLessThan(0.3);
        assertThat(Correlation.find(reference, reference.slice(Duration.ZERO, Duration.ofSeconds(1)))
                        .same())
                .isFalse();
    }

    @Test
    void toneStaysItselfAtAnotherRate() {
        Sound wide = Tones.sine(1000, Duration.ofMillis(500)).atRate(44100);
        assertThat(wide.duration()).isEqualTo(Duration.ofMillis(500));
        assertThat(ToneFit.of(wide.slice(4410, 17640), 1000).marginDb()).isGreaterThan(40);
        assertThat(ToneFit.of(wide.atRate(8000).slice(800, 3200), 1000).marginDb())
                .isGreaterThan(40);
    }

    @Test
    void keysAreHeardAndSpeechIsNot() {
        Sound keys = Tones.keys("0123456789*#ABCD", Duration.ofMillis(60), Duration.ofMillis(60));
        assertThat(KeyDetector.textOf(keys)).isEqualTo("0123456789*#ABCD");
        assertThat(KeyDetector.textOf(keys.amplified(-15))).isEqualTo("0123456789*#ABCD");
        assertThat(KeyDetector.textOf(Tones.babble(Duration.ofSeconds(20), 11))).isEmpty();
        assertThat(KeyDetector.textOf(Tones.sine(697, Duration.ofSeconds(1)))).isEmpty();
    }

    @Test
    void wavIsReadAsWritten() {
        Sound sound = Tones.babble(Duration.ofMillis(300), 2);
        Sound back = Wav.parse(Wav.bytes(sound));
        assertThat(back.samples()).isEqualTo(sound.samples());
        assertThat(back.rate()).isEqualTo(8000);
    }

    @Test
    void stereoBecomesItsMeanAndUnknownChunksAreSkipped() {
        var out = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(56);
        out.put("WAVELIST".getBytes(StandardCharsets.US_ASCII)).putInt(3).putInt(0);
        out.put("fmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        out.putShort((short) 1).putShort((short) 2).putInt(16000).putInt(64000);
        out.putShort((short) 4).putShort((short) 16);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(8);
        out.putShort((short) 100).putShort((short) 300).putShort((short) -5);
        Sound sound = Wav.parse(Arrays.copyOf(out.array(), out.position() + 2));
        assertThat(sound.rate()).isEqualTo(16000);
        assertThat(sound.samples()).startsWith((short) 200);
    }

    @Test
    void whatIsNoWavIsRefused() {
        assertThatThrownBy(() -> Wav.parse("<html>".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("not a RIFF/WAVE");
        assertThatThrownBy(() -> Wav.parse("RIFF\0\0\0\0WAVE".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("without format");
    }
}
