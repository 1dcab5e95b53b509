// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.carillon.media.server.testing.Sounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WavReaderTest {
    private static short[] read(byte[] file) throws IOException {
        Pcm sound = WavReader.read(new ByteArrayInputStream(file), 1_000_000);
        short[] samples = new short[sound.length()];
        sound.copyTo(0, samples, 0, samples.length);
        return samples;
    }

    @Test
    void stereoIsAveraged() throws IOException {
        short[] left = Sounds.sine(16_000, 500, 8000, 440);
        short[] right = Sounds.sine(16_000, 500, 8000, 1000);
        short[] both = new short[left.length * 2];
        for (int i = 0; i < left.length; i++) {
            both[2 * i] = left[i];
            both[2 * i + 1] = right[i];
        }
        short[] result = read(Sounds.wav(16_000, 2, both));
        assertThat(result).hasSize(4000);
        assertThat(Sounds.level(result, 440)).isCloseTo(4000, within(150.0));
        assertThat(Sounds.level(result, 1000)).isCloseTo(4000, within(150.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 24, 32})
    void everyDepthIsRead(int bits) throws IOException {
        short[] tone = Sounds.sine(8000, 500, 8000, 440);
        int width = bits / 8;
        byte[] data = new byte[tone.length * width];
        for (int i = 0; i < tone.length; i++) {
            if (width == 1) {
                data[i] = (byte) ((tone[i] >> 8) + 128);
            } else {
                data[i * width + width - 1] = (byte) (tone[i] >> 8);
                data[i * width + width - 2] = (byte) tone[i];
            }
        }
        assertThat(Sounds.level(read(Sounds.wav(1, 8000, 1, bits, data)), 440)).isCloseTo(8000, within(200.0));
    }

    @Test
    void bothLawsAreRead() throws IOException {
        short[] tone = Sounds.sine(8000, 500, 8000, 440);
        for (G711 law : G711.values()) {
            byte[] data = new byte[tone.length];
            law.encode(tone, data, 0, tone.length);
            byte[] file = Sounds.wav(law == G711.ULAW ? 7 : 6, 8000, 1, 8, data);
            assertThat(Sounds.level(read(file), 440)).isCloseTo(8000, within(200.0));
        }
    }

    @Test
    void samplesAtEightKilohertzAreKeptExactly() throws IOException {
        short[] noise = Sounds.noise(300, 4000, 9);
        short[] result = read(Sounds.wav(8000, 1, noise));
        assertThat(result).hasSameSizeAs(noise);
        for (int i = 0; i < noise.length; i++) {
            assertThat((int) result[i]).isCloseTo(noise[i], within(2));
        }
    }

    @Test
    void cutFileGivesWhatIsThere() throws IOException {
        byte[] file = Sounds.wav(8000, 1, Sounds.sine(8000, 1000, 8000, 440));
        assertThat(read(Arrays.copyOf(file, 44 + 8000))).hasSize(4000);
    }

    @Test
    void otherFilesAreRefused() {
        assertThatThrownBy(() -> read(new byte[0])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(new byte[100])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(Sounds.wav(2, 8000, 1, 4, new byte[10])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not supported");
        assertThatThrownBy(() -> read(Sounds.wav(1, 8000, 0, 16, new byte[10]))).isInstanceOf(IOException.class);
    }

    @Test
    void tooLongSoundIsRefused() {
        byte[] file = Sounds.wav(8000, 1, new short[16_001]);
        assertThatThrownBy(() -> WavReader.read(new ByteArrayInputStream(file), 16_000))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than 2 s");
    }
}
