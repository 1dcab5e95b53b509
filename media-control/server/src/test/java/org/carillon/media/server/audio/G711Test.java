// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

class G711Test {
    @Test
    void extremesAndZeroHaveTheCodesOfTheRecommendation() {
        assertThat(G711.ULAW.encode((short) 0)).isEqualTo((byte) 0xFF);
        assertThat(G711.ULAW.encode(Short.MAX_VALUE)).isEqualTo((byte) 0x80);
        assertThat(G711.ULAW.encode(Short.MIN_VALUE)).isEqualTo((byte) 0x00);
        assertThat(G711.ALAW.encode((short) 0)).isEqualTo((byte) 0xD5);
        assertThat(G711.ALAW.encode((short) -1)).isEqualTo((byte) 0x55);
        assertThat(G711.ALAW.encode(Short.MAX_VALUE)).isEqualTo((byte) 0xAA);
        assertThat(G711.ALAW.encode(Short.MIN_VALUE)).isEqualTo((byte) 0x2A);
        assertThat(G711.ULAW.decode((byte) 0x80)).isEqualTo((short) 32124);
        assertThat(G711.ALAW.decode((byte) 0xAA)).isEqualTo((short) 32256);
    }

    @Test
    void everyCodeDecodesAsAnotherDecoderDoes() throws IOException {
        byte[] codes = new byte[256];
        for (int i = 0; i < 256; i++) {
            codes[i] = (byte) i;
        }
        for (G711 law : G711.values()) {
            byte[] reference = decodeByJavaSound(law, codes);
            for (int i = 0; i < 256; i++) {
                int expected = (reference[2 * i + 1] << 8) | (reference[2 * i] & 0xFF);
                assertThat((int) law.decode(codes[i])).as("%s %02x", law, i).isEqualTo(expected);
            }
        }
    }

    private static byte[] decodeByJavaSound(G711 law, byte[] codes) throws IOException {
        AudioFormat.Encoding encoding = law == G711.ULAW ? AudioFormat.Encoding.ULAW : AudioFormat.Encoding.ALAW;
        AudioFormat coded = new AudioFormat(encoding, 8000, 8, 1, 1, 8000, false);
        AudioFormat linear = new AudioFormat(8000, 16, 1, true, false);
        var in = new AudioInputStream(new ByteArrayInputStream(codes), coded, codes.length);
        return AudioSystem.getAudioInputStream(linear, in).readAllBytes();
    }

    @Test
    void codingWhatWasDecodedGivesTheSameSound() {
        for (G711 law : G711.values()) {
            for (int code = 0; code < 256; code++) {
                short sample = law.decode((byte) code);
                assertThat(law.decode(law.encode(sample)))
                        .as("%s %02x", law, code)
                        .isEqualTo(sample);
            }
        }
    }

    @Test
    void errorIsAtMostHalfAStep() {
        for (G711 law : G711.values()) {
            for (int sample = -32000; sample <= 32000; sample++) {
                int error = Math.abs(law.decode(law.encode((short) sample)) - sample);
                // A step is at most 1/16 of the value plus the smallest step of A-law.
                assertThat(error).as("%s %d", law, sample).isLessThanOrEqualTo(Math.abs(sample) / 31 + 16);
            }
        }
    }
}
