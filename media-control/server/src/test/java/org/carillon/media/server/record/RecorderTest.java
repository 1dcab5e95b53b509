// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.carillon.media.server.audio.Pcm;
import org.carillon.media.server.audio.WavReader;
import org.carillon.media.server.record.Recorder.State;
import org.carillon.media.server.testing.Sounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The writer runs at once on the test's thread. */
class RecorderTest {
    private static final short[] SILENCE = new short[Pcm.FRAME];
    private static final short[] TONE = Sounds.sine(8000, 20, 8000, 450);

    @TempDir
    Path folder;

    private Recorder recorder(int longest, int before, int after, boolean trim, int channels) {
        return new Recorder(
                new RecordingRules("RE1", longest, before, after, "", trim, channels), folder, Runnable::run);
    }

    private static State feed(Recorder recorder, short[] frame, int count) {
        State state = State.GOES_ON;
        for (int i = 0; i < count && state == State.GOES_ON; i++) {
            state = recorder.accept(frame, frame);
        }
        return state;
    }

    private RecordedFile finish(Recorder recorder) {
        return recorder.finish().toCompletableFuture().join();
    }

    private static short[] samples(RecordedFile file) throws Exception {
        Pcm sound = WavReader.read(new ByteArrayInputStream(Files.readAllBytes(file.file())), 1_000_000);
        short[] samples = new short[sound.length()];
        sound.copyTo(0, samples, 0, samples.length);
        return samples;
    }

    @Test
    void everythingIsKeptAndTheFileAppearsWhenComplete() throws Exception {
        Recorder recorder = recorder(1000, 0, 0, false, 1);
        feed(recorder, SILENCE, 30);
        feed(recorder, TONE, 100);
        assertThat(folder.resolve("RE1.wav")).doesNotExist();

        RecordedFile file = finish(recorder);

        assertThat(file.millis()).isEqualTo(2600);
        assertThat(file.bytes()).isEqualTo(44 + 130 * 320).isEqualTo(Files.size(file.file()));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file.file()));
        assertThat(file.sha256()).isEqualTo(HexFormat.of().formatHex(hash));
        short[] samples = samples(file);
        assertThat(Sounds.rms(Arrays.copyOf(samples, 30 * 160))).isZero();
        assertThat(Sounds.level(Arrays.copyOfRange(samples, 30 * 160, 130 * 160), 450))
                .isGreaterThan(7900);
        assertThat(folder.toFile().list()).containsExactly("RE1.wav");
    }

    @Test
    void trimmingLeavesALittleSilenceAtBothEndsAndAllInBetween() throws Exception {
        Recorder recorder = recorder(1000, 0, 0, true, 1);
        feed(recorder, SILENCE, 100);
        feed(recorder, TONE, 50);
        feed(recorder, SILENCE, 60);
        feed(recorder, TONE, 50);
        feed(recorder, SILENCE, 100);
        assertThat(finish(recorder).millis()).isEqualTo(160 * 20 + 400);
    }

    @Test
    void silenceAfterSpeechEndsIt() {
        Recorder recorder = recorder(1000, 100, 25, false, 1);
        assertThat(feed(recorder, SILENCE, 50)).isEqualTo(State.GOES_ON);
        assertThat(feed(recorder, TONE, 300)).isEqualTo(State.GOES_ON);
        assertThat(feed(recorder, SILENCE, 24)).isEqualTo(State.GOES_ON);
        assertThat(feed(recorder, SILENCE, 1)).isEqualTo(State.SILENT);
        assertThat(recorder.empty()).isFalse();
    }

    @Test
    void silenceFromTheStartEndsItWithNothing() {
        Recorder recorder = recorder(1000, 100, 25, false, 1);
        assertThat(feed(recorder, SILENCE, 99)).isEqualTo(State.GOES_ON);
        assertThat(feed(recorder, SILENCE, 1)).isEqualTo(State.SILENT);
        assertThat(recorder.empty()).isTrue();
        recorder.discard();
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void lineNoiseCountsAsSilenceAndASteadyToneDoesNot() {
        Recorder noisy = recorder(1000, 0, 50, false, 1);
        feed(noisy, TONE, 10);
        short[] noise = Sounds.noise(20, 60, 2);
        assertThat(feed(noisy, noise, 300)).isEqualTo(State.SILENT);
        Recorder steady = recorder(1000, 0, 50, false, 1);
        assertThat(feed(steady, TONE, 900)).isEqualTo(State.GOES_ON);
    }

    @Test
    void longestDurationEndsIt() {
        assertThat(feed(recorder(75, 0, 0, false, 1), TONE, 1000)).isEqualTo(State.FULL);
    }

    @Test
    void twoChannelsAreKeptApart() throws Exception {
        Recorder recorder = recorder(1000, 0, 0, false, 2);
        for (int i = 0; i < 50; i++) {
            recorder.accept(TONE, SILENCE);
        }
        RecordedFile file = finish(recorder);
        byte[] bytes = Files.readAllBytes(file.file());
        assertThat(file.millis()).isEqualTo(1000);
        assertThat(bytes).hasSize(44 + 50 * 640);
        assertThat(bytes[22]).isEqualTo((byte) 2);
        for (int at = 46; at < bytes.length; at += 4) {
            assertThat(bytes[at] | bytes[at + 1]).isZero();
        }
        // Reading averages the channels.
        assertThat(Sounds.level(samples(file), 450)).isBetween(3900.0, 4100.0);
    }

    @Test
    void diskThatFailsIsTold() {
        RecordingRules rules = new RecordingRules("RE1", 1000, 0, 0, "", false, 1);
        Recorder lost = new Recorder(rules, folder.resolve("missing"), Runnable::run);
        assertThat(feed(lost, TONE, 200)).isEqualTo(State.DISK_TOO_SLOW);
        Recorder shortOne = new Recorder(rules, folder.resolve("missing"), Runnable::run);
        feed(shortOne, TONE, 10);
        assertThat(shortOne.finish().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void diskThatHangsDoesNotFillTheMemory() {
        Recorder recorder = new Recorder(new RecordingRules("RE1", 100_000, 0, 0, "", false, 1), folder, task -> {});
        assertThat(feed(recorder, TONE, 100_000)).isEqualTo(State.DISK_TOO_SLOW);
    }

    @Test
    void namesThatLeaveTheFolderAreRefused() {
        for (String name : new String[] {"../x", "a/b", "", ".hidden", "x".repeat(101)}) {
            assertThatThrownBy(() -> new RecordingRules(name, 1, 0, 0, "", false, 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
