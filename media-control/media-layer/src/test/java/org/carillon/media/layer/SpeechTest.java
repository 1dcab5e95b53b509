// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.media.Segment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the real synthesisers. */
class SpeechTest {
    private static final String TEXT = "Welcome. Please press one for sales, or two for support.";

    @TempDir
    static Path folder;

    private static MediaLayer layer;

    @BeforeAll
    static void start() {
        layer = new MediaLayer(MediaLayerSettings.in(folder), new FakeContentFetcher(), InstantSource.system());
    }

    @AfterAll
    static void stop() {
        layer.close();
    }

    private static List<Segment> prepared(Prompt... prompts) throws Exception {
        return Pieces.all(layer.library().prepare(List.of(prompts))).get(20, TimeUnit.SECONDS);
    }

    private static Prompt.Speech say(String text, String voice) {
        return new Prompt.Speech(text, voice, 100, 0, 0);
    }

    private static MediaFailure failure(Prompt prompt) {
        try {
            prepared(prompt);
            throw new AssertionError("no failure");
        } catch (ExecutionException e) {
            return Pieces.failure(e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"flite:slt", "flite:rms", "flite:awb", "flite:kal16", "espeak-ng:de", "espeak-ng:es-419+f3"})
    void textIsSpokenAsTelephoneSound(String voice) throws Exception {
        Pcm sound = Sounds.of(prepared(say(TEXT, voice)));
        assertThat(Sounds.seconds(sound)).isBetween(2.5, 5.5);
        assertThat(Sounds.level(sound)).isBetween(-35.0, -8.0);
        assertThat(sound.samples().length % Pcm.FRAME).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"flite:slt", "espeak-ng:en-us"})
    void silenceAtTheEndsIsShort(String voice) throws Exception {
        short[] samples = Sounds.of(prepared(say("Yes.", voice))).samples();
        int first = IntStream.range(0, samples.length)
                .filter(i -> Math.abs(samples[i]) >= 100)
                .findFirst()
                .orElseThrow();
        assertThat(first).isLessThanOrEqualTo(Pcm.FRAME);
    }

    @Test
    void rateChangesTheLength() throws Exception {
        for (String voice : List.of("flite:slt", "flite:rms", "espeak-ng:de")) {
            double normal = Sounds.seconds(Sounds.of(prepared(say(TEXT, voice))));
            double fast = Sounds.seconds(Sounds.of(prepared(new Prompt.Speech(TEXT, voice, 200, 0, 0))));
            assertThat(fast).isCloseTo(normal / 2, within(normal * 0.12));
        }
    }

    @Test
    void volumeChangesTheLevelExactly() throws Exception {
        double normal = Sounds.level(Sounds.of(prepared(say(TEXT, "flite:slt"))));
        double quiet = Sounds.level(Sounds.of(prepared(new Prompt.Speech(TEXT, "flite:slt", 100, -12, 0))));
        assertThat(quiet).isCloseTo(normal - 12, within(0.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flite:slt", "flite:rms", "espeak-ng:de"})
    void pitchChangesTheHeightAndNotTheLength(String voice) throws Exception {
        Pcm normal = Sounds.of(prepared(say(TEXT, voice)));
        Pcm high = Sounds.of(prepared(new Prompt.Speech(TEXT, voice, 100, 0, 30)));
        assertThat(Pitch.of(high)).isCloseTo(Pitch.of(normal) * 1.3, within(Pitch.of(normal) * 0.12));
        assertThat(Sounds.seconds(high)).isCloseTo(Sounds.seconds(normal), within(0.3));
    }

    @Test
    void sameTextIsSpokenOnce() throws Exception {
        Path first = Sounds.file(prepared(say("Only once.", "flite:slt")));
        Files.setLastModifiedTime(first, FileTime.from(Instant.EPOCH));
        byte[] before = Files.readAllBytes(first);
        Path second = Sounds.file(prepared(say("Only once.", "flite:slt")));
        assertThat(second).isEqualTo(first);
        assertThat(Files.readAllBytes(second)).isEqualTo(before);
    }

    @Test
    void otherMannerIsAnotherFile() throws Exception {
        assertThat(Sounds.file(prepared(say("Twice.", "flite:slt"))))
                .isNotEqualTo(Sounds.file(prepared(new Prompt.Speech("Twice.", "flite:slt", 100, -1, 0))));
    }

    @Test
    void manyTextsAtOnceAreAllSpoken() throws Exception {
        List<CompletableFuture<List<Segment>>> all = IntStream.range(0, 40)
                .mapToObj(i ->
                        Pieces.all(layer.library().prepare(List.of(say("This is number " + i % 20, "flite:slt")))))
                .toList();
        for (CompletableFuture<List<Segment>> each : all) {
            assertThat(Sounds.seconds(Sounds.of(each.get(20, TimeUnit.SECONDS))))
                    .isGreaterThan(0.5);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(all.get(i).get()).isEqualTo(all.get(i + 20).get());
        }
    }

    @Test
    void draftsAreTidiedAway() throws Exception {
        prepared(say("Tidy.", "flite:slt"));
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().endsWith(".wav")))
                    .isEmpty();
        }
    }

    @Test
    void everythingElsePassesInOrder() throws Exception {
        List<Segment> segments = prepared(
                new Prompt.Silence(Duration.ofMillis(120)),
                say("Now.", "flite:slt"),
                new Prompt.Digits("1w2"),
                say("   ", "flite:slt"),
                new Prompt.Tone(Prompt.Tone.Kind.RINGBACK, "de"));
        assertThat(segments).hasSize(4);
        assertThat(segments.get(0)).isEqualTo(new Segment.Silence(Duration.ofMillis(120)));
        assertThat(segments.get(1)).isInstanceOf(Segment.File.class);
        assertThat(segments.get(2)).isEqualTo(new Segment.Digits("1w2"));
        assertThat(segments.get(3)).isEqualTo(new Segment.Tone(Prompt.Tone.Kind.RINGBACK, "de"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"...", "\u4f60\u597d", "--help", "-o /tmp/x", "$(touch x) `id` ; | &", "[[h@l'oU]]", "<break/>"})
    void oddTextIsTextAndNothingElse(String text) throws Exception {
        assertThat(Sounds.of(prepared(say(text, "flite:slt"))).samples()).isNotEmpty();
        assertThat(Sounds.of(prepared(say(text, "espeak-ng:de"))).samples()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"festival:x", "flite:../../x", "flite:slt -o x", "flite", "", "espeak-ng:tlh-none"})
    void unknownVoiceFails(String voice) {
        assertThat(failure(say("Hello", voice)).kind()).isEqualTo(MediaFailure.Kind.SPEECH_FAILED);
    }

    @Test
    void textThatIsTooLongFails() {
        assertThat(failure(say("x".repeat(SpeechStudio.LONGEST_TEXT + 1), "flite:slt"))
                        .message())
                .contains("characters");
    }

    @Test
    void folderThatCannotBeUsedStopsTheStart() throws IOException {
        Path file = Files.createFile(folder.resolve("a-file.wav"));
        assertThatThrownBy(() ->
                        new MediaLayer(MediaLayerSettings.in(file), new FakeContentFetcher(), InstantSource.system()))
                .hasMessageContaining("a-file.wav");
    }
}
