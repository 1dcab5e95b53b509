// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.Preparation;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.media.Segment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of several sentences, with the real synthesisers, of which one runs at a time. */
class LongSpeechTest {
    @TempDir
    Path folder;

    private MediaLayer layer;

    @BeforeEach
    void start() {
        MediaLayerSettings usual = MediaLayerSettings.in(folder);
        layer = new MediaLayer(
                new MediaLayerSettings(
                        folder, 1, usual.programTime(), usual.speechBytes(), usual.fetchedBytes(), usual.fileBytes()),
                new FakeContentFetcher(),
                InstantSource.system());
    }

    @AfterEach
    void stop() {
        layer.close();
    }

    private static String sentence(String subject, int number) {
        return "The " + subject + " with the number " + number + " is waiting for you at the entrance.";
    }

    private static String text(String subject, int sentences) {
        return IntStream.range(0, sentences).mapToObj(i -> sentence(subject, i)).collect(Collectors.joining(" "));
    }

    private static Prompt.Speech say(String text, String voice) {
        return new Prompt.Speech(text, voice, 100, 0, 0);
    }

    private Preparation prepare(Prompt... prompts) {
        return layer.library().prepare(List.of(prompts));
    }

    private static List<Segment> all(Preparation preparation) throws Exception {
        return Pieces.all(preparation).get(30, TimeUnit.SECONDS);
    }

    private static Pcm sound(Segment segment) {
        return Sounds.of(Path.of(URI.create(((Segment.File) segment).uri())));
    }

    private static double seconds(List<Segment> segments) {
        return segments.stream()
                .mapToDouble(segment -> segment instanceof Segment.Silence silence
                        ? silence.length().toMillis() / 1000.0
                        : Sounds.seconds(sound(segment)))
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"flite:slt", "flite:rms", "flite:awb", "flite:kal16", "espeak-ng:en-us"})
    void textInPiecesTakesAsLongAsInOne(String voice) throws Exception {
        String text = text("taxi", 4);
        List<Segment> pieces = all(prepare(say(text, voice)));
        assertThat(pieces).hasSize(7);
        // The studio below the library speaks a text as a whole.
        Path raw = folder.resolve("whole.txt");
        Files.writeString(raw, text);
        Path whole = folder.resolve("whole.raw");
        SpeechProgram program = voice.startsWith("flite") ? SpeechProgram.FLITE : SpeechProgram.ESPEAK_NG;
        List<String> command = program.command(
                program.programName(), voice.substring(voice.indexOf(':') + 1), say(text, voice), raw, whole);
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
        double inOne = Sounds.seconds(WavFile.read(whole).atTelephoneRate().trimmed());
        assertThat(seconds(pieces)).isCloseTo(inOne, within(0.35));
    }

    @Test
    void whoSpeaksFasterPausesShorter() throws Exception {
        List<Segment> pieces = all(prepare(new Prompt.Speech(text("bus", 2), "flite:slt", 200, 0, 0)));
        assertThat(pieces.get(1)).isEqualTo(new Segment.Silence(Duration.ofMillis(130)));
    }

    @Test
    void sentenceOfAnotherTextIsNotMadeAgain() throws Exception {
        List<Segment> first = all(prepare(say(text("train", 3), "flite:slt")));
        List<Segment> second = all(prepare(say(sentence("train", 1) + " " + sentence("plane", 9), "flite:slt")));
        assertThat(second.get(0)).isEqualTo(first.get(2));
    }

    @Test
    void piecesBecomeReadyOneAfterAnother() {
        Preparation preparation = prepare(say(text("ship", 12), "flite:slt"));
        assertThat(preparation.pieces()).hasSize(12);
        assertThat(preparation.pieces().get(0).toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
        assertThat(preparation.pieces().get(11).toCompletableFuture()).isNotDone();
        await().atMost(Duration.ofSeconds(30)).until(() -> Pieces.ready(preparation) == 12);
    }

    @Test
    void longTextDoesNotKeepOthersWaiting() {
        Preparation novel = prepare(say(text("horse", 30), "flite:slt"));
        Preparation word = prepare(say("You are next.", "flite:slt"));
        assertThat(Pieces.all(word)).succeedsWithin(Duration.ofSeconds(20));
        assertThat(Pieces.ready(novel)).isLessThan(10);
        novel.abandon().run();
    }

    @Test
    void callsThatHaveNothingToPlayYetGoFirst() {
        Preparation novel = prepare(say(text("horse", 30), "flite:slt"));
        await().atMost(Duration.ofSeconds(20)).until(() -> Pieces.ready(novel) >= 2);
        List<Preparation> others = IntStream.range(0, 6)
                .mapToObj(i -> prepare(say("You are the caller with number " + i + " of those who wait.", "flite:slt")))
                .toList();
        long before = Pieces.ready(novel);
        others.forEach(other -> assertThat(Pieces.all(other)).succeedsWithin(Duration.ofSeconds(20)));
        // One was being made already, and one more may be asked for before the last of the others is.
        assertThat(Pieces.ready(novel) - before).isLessThanOrEqualTo(3);
        novel.abandon().run();
    }

    @Test
    void whatIsKeptIsReadyBeforeWhatIsMissing() throws Exception {
        all(prepare(say(sentence("cart", 20), "flite:slt")));
        Preparation busy = prepare(say(text("horse", 20), "flite:slt"));
        Preparation preparation = prepare(say(text("cart", 21), "flite:slt"));
        assertThat(preparation.pieces().get(20).toCompletableFuture()).succeedsWithin(Duration.ofSeconds(5));
        assertThat(Pieces.ready(preparation)).isLessThan(20);
        busy.abandon().run();
        preparation.abandon().run();
    }

    @Test
    void whatNobodyWaitsForIsNotMade() {
        Preparation preparation = prepare(say(text("goose", 40), "flite:slt"));
        assertThat(preparation.pieces().get(0).toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
        preparation.abandon().run();
        await().until(() -> preparation.pieces().stream()
                .allMatch(piece -> piece.toCompletableFuture().isDone()));
        assertThat(Pieces.ready(preparation)).isLessThan(20);
    }

    @Test
    void promptThatFailsLeavesTheOthersAlone() {
        Preparation preparation = prepare(say(text("duck", 3), "espeak-ng:tlh-none"), say("Good bye.", "flite:slt"));
        assertThat(preparation.pieces()).hasSize(4);
        CompletableFuture<List<Segment>> failed = preparation.pieces().get(0).toCompletableFuture();
        assertThat(preparation.pieces().get(3).toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
        assertThat(Pieces.failure(failed.handle((segments, failure) -> failure).join())
                        .kind())
                .isEqualTo(MediaFailure.Kind.SPEECH_FAILED);
    }

    @Test
    void voiceThatDoesNotExistFailsOnceForAWholeText() {
        Preparation preparation = prepare(say(text("duck", 30), "festival:x"));
        assertThat(preparation.pieces()).hasSize(1);
        assertThat(preparation.pieces().get(0).toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void listsAreBounded() {
        Preparation preparation = layer.library().prepare(Collections.nCopies(10_000, new Prompt.Digits("1")));
        assertThat(preparation.pieces()).hasSize(LocalPromptLibrary.MOST_PIECES + 1);
        assertThat(preparation.pieces().get(LocalPromptLibrary.MOST_PIECES).toCompletableFuture())
                .isCompletedExceptionally();
    }
}
