// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.media.Segment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the real ffmpeg, and a web in memory. */
class AudioShelfTest {
    private static final AccountSid ALICE = new AccountSid("AC" + "a".repeat(32));
    private static final AccountSid BOB = new AccountSid("AC" + "b".repeat(32));
    private static final String URL = "http://web.example/audio";

    @TempDir
    Path folder;

    private final FakeContentFetcher web = new FakeContentFetcher();
    private final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-11-20T12:00:00Z"));
    private MediaLayer layer;

    @BeforeEach
    void start() {
        MediaLayerSettings usual = MediaLayerSettings.in(folder.resolve("media"));
        layer = new MediaLayer(
                new MediaLayerSettings(
                        usual.folder(), 2, usual.programTime(), usual.speechBytes(), usual.fetchedBytes(), 1_000_000),
                web,
                clock);
    }

    @AfterEach
    void stop() {
        layer.close();
    }

    private CompletableFuture<List<Segment>> asked(AccountSid account, String url) {
        return Pieces.all(layer.library().prepare(List.of(new Prompt.Audio(account, url))));
    }

    private Path fetched(AccountSid account) throws Exception {
        return Sounds.file(asked(account, URL).get(20, TimeUnit.SECONDS));
    }

    private MediaFailure failure(String url) throws Exception {
        try {
            List<Segment> segments = asked(ALICE, url).get(20, TimeUnit.SECONDS);
            throw new AssertionError("no failure: " + segments);
        } catch (ExecutionException e) {
            return Pieces.failure(e);
        }
    }

    private byte[] made(String ending, String... arguments) throws Exception {
        Path out = folder.resolve("made." + ending);
        List<String> command = Stream.of(
                        Stream.of("ffmpeg", "-y", "-loglevel", "error", "-f", "lavfi"),
                        Stream.of("-i", "sine=frequency=440:duration=1:sample_rate=44100"),
                        Arrays.stream(arguments),
                        Stream.of(out.toString()))
                .flatMap(part -> part)
                .toList();
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        return Files.readAllBytes(out);
    }

    private static byte[] wav(double frequency) throws Exception {
        Path file = Files.createTempFile("tone", ".wav");
        try {
            WavFile.write(file, Sounds.tone(8000, frequency, 0.5));
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "wav, audio/x-wav, -ac 2",
        "wav, audio/wav, -c:a pcm_mulaw -ar 8000",
        "wav, text/plain, -c:a pcm_s24le -ar 48000",
        "mp3, audio/mpeg, -ac 2",
        "mp3, application/octet-stream, -id3v2_version 0 -write_xing 0",
        "aiff, audio/aiff, -ar 16000",
        "aifc, audio/x-aifc, -f aiff -c:a pcm_mulaw -ar 8000",
        "au, audio/basic, -c:a pcm_mulaw -ar 8000",
        "gsm, audio/x-gsm, -ar 8000 -ac 1",
        "ul, audio/ulaw, -f mulaw -ar 8000 -ac 1",
    })
    void everyKindOfAudioIsMadePlayable(String ending, String type, String arguments) throws Exception {
        web.put(URL, new FakeContentFetcher.Page(made(ending, arguments.split(" ", -1)), type + "; charset=x"));
        Pcm sound = Sounds.of(fetched(ALICE));
        assertThat(Sounds.seconds(sound)).isCloseTo(1, within(0.1));
        assertThat(Sounds.levelAt(sound, 440)).isGreaterThan(Sounds.levelAt(sound, 1234) + 20);
    }

    @Test
    void telephoneSoundIsLeftAsItIs() throws Exception {
        byte[] content = wav(440);
        web.put(URL, new FakeContentFetcher.Page(content, "audio/wav"));
        assertThat(Files.readAllBytes(fetched(ALICE))).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>not found</html>",
                "",
                "RIFF",
                "RIFF....WAVEfmt ",
                "RIFF\u0010\u0000\u0000\u0000WAVEdata",
                "ID3xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n",
                "ffconcat version 1.0\nfile /etc/passwd\n",
            })
    void whatIsNoAudioIsInvalid(String content) throws Exception {
        web.put(URL, new FakeContentFetcher.Page(content.getBytes(StandardCharsets.UTF_8), "audio/mpeg"));
        assertThat(failure(URL).kind()).isEqualTo(MediaFailure.Kind.PROMPT_INVALID);
        assertNothingIsLeftOver();
    }

    @Test
    void fileThatIsTooLargeIsInvalid() throws Exception {
        web.put(URL, new FakeContentFetcher.Page(new byte[1_000_001], "audio/wav"));
        assertThat(failure(URL).kind()).isEqualTo(MediaFailure.Kind.PROMPT_INVALID);
    }

    @Test
    void pageThatIsMissingIsUnreachable() throws Exception {
        assertThat(failure("http://web.example/none"))
                .isEqualTo(new MediaFailure(
                        MediaFailure.Kind.PROMPT_UNREACHABLE,
                        "http://web.example/none: The server answered with status 404."));
    }

    @Test
    void whatMayBeSecretInAnAddressIsNotTold() throws Exception {
        assertThat(failure("http://user:secret@web.example:81/a%20b?token=secret#secret")
                        .message())
                .isEqualTo("http://web.example:81/a%20b: The server answered with status 404.");
    }

    @Test
    void fileThatDoesNotComeInTimeIsUnreachable() throws Exception {
        layer.close();
        layer = new MediaLayer(
                MediaLayerSettings.in(folder.resolve("media")),
                web,
                clock,
                new MediaLayer.Patience(Duration.ofSeconds(30), Duration.ofMillis(100)));
        web.neverAnswer(URL);
        assertThat(failure(URL))
                .isEqualTo(new MediaFailure(
                        MediaFailure.Kind.PROMPT_UNREACHABLE, "http://web.example/audio: It was not ready in 0 s."));
    }

    @Test
    void fileThatStandsInAListSeveralTimesIsFetchedOnce() throws Exception {
        web.put(URL, new FakeContentFetcher.Page(wav(440), "audio/wav", "", "no-store"));
        Prompt file = new Prompt.Audio(ALICE, URL);
        var prepared = layer.library().prepare(List.of(file, new Prompt.Digits("1"), file));
        assertThat(Pieces.all(prepared).get(20, TimeUnit.SECONDS)).hasSize(3);
        assertThat(web.asked()).hasSize(1);
    }

    @Test
    void filesAreFetchedSideBySideAndEachIsReadyByItself() throws Exception {
        web.neverAnswer(URL);
        web.put("http://web.example/other", new FakeContentFetcher.Page(wav(440), "audio/wav"));
        var prepared = layer.library()
                .prepare(List.of(new Prompt.Audio(ALICE, URL), new Prompt.Audio(ALICE, "http://web.example/other")));
        assertThat(prepared.pieces().get(1).toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
        assertThat(prepared.pieces().get(0).toCompletableFuture()).isNotDone();
    }

    @Test
    void serverIsAskedEachTimeWhenItSaysNothing() throws Exception {
        web.put(URL, new FakeContentFetcher.Page(wav(440), "audio/wav"));
        fetched(ALICE);
        web.put(URL, new FakeContentFetcher.Page(wav(880), "audio/wav"));
        Pcm second = Sounds.of(fetched(ALICE));
        assertThat(Sounds.levelAt(second, 880)).isGreaterThan(Sounds.levelAt(second, 440) + 20);
    }

    @Test
    void entityTagSavesTheTransfer() throws Exception {
        web.put(URL, new FakeContentFetcher.Page(wav(440), "audio/wav", "\"v1\"", ""));
        Path first = fetched(ALICE);
        assertThat(fetched(ALICE)).isEqualTo(first);
        assertThat(web.asked()).containsExactly(URL + " ", URL + " \"v1\"");
    }

    @Test
    void maxAgeSavesTheQuestionUntilItIsOver() throws Exception {
        web.put(URL, new FakeContentFetcher.Page(wav(440), "audio/wav", "", "public, max-age=60"));
        fetched(ALICE);
        clock.advance(Duration.ofSeconds(59));
        fetched(ALICE);
        assertThat(web.asked()).hasSize(1);
        clock.advance(Duration.ofSeconds(2));
        fetched(ALICE);
        assertThat(web.asked()).hasSize(2);
    }

    @Test
    void unchangedContentIsFreshAgain() throws Exception {
        web.put(URL, new FakeContentFetcher.Page(wav(440), "audio/wav", "\"v1\"", "max-age=60"));
        fetched(ALICE);
        clock.advance(Duration.ofSeconds(61));
        fetched(ALICE);
        clock.advance(Duration.ofSeconds(30));
        fetched(ALICE);
        assertThat(web.asked()).containsExactly(URL + " ", URL + " \"v1\"");
    }

    @Test
    void noStoreIsNotRemembered() throws Exception {
        web.put(URL, new FakeContentFetcher.Page(wav(440), "audio/wav", "\"v1\"", "no-store, max-age=60"));
        fetched(ALICE);
        fetched(ALICE);
        assertThat(web.asked()).containsExactly(URL + " ", URL + " ");
    }

    @Test
    void tenantsDoNotShareWhatAUrlHad() throws Exception {
        web.put(URL, new FakeContentFetcher.Page(wav(440), "audio/wav", "", "max-age=60"));
        fetched(ALICE);
        fetched(BOB);
        assertThat(web.asked()).hasSize(2);
    }

    @Test
    void sameUrlAtTheSameTimeIsFetchedOnce() throws Exception {
        web.put(URL, new FakeContentFetcher.Page(made("mp3"), "audio/mpeg", "", "max-age=60"));
        List<CompletableFuture<List<Segment>>> all =
                IntStream.range(0, 20).mapToObj(i -> asked(ALICE, URL)).toList();
        for (CompletableFuture<List<Segment>> each : all) {
            assertThat(each.get(20, TimeUnit.SECONDS)).isEqualTo(all.get(0).get());
        }
        assertThat(web.asked()).hasSize(1);
    }

    @Test
    void keptFileThatVanishedIsFetchedAgain() throws Exception {
        web.put(URL, new FakeContentFetcher.Page(wav(440), "audio/wav", "\"v1\"", "max-age=60"));
        Files.delete(fetched(ALICE));
        assertThat(fetched(ALICE)).exists();
        assertThat(web.asked()).containsExactly(URL + " ", URL + " ");
    }

    @Test
    void nothingIsLeftOverAfterFetching() throws Exception {
        web.put(URL, new FakeContentFetcher.Page(made("mp3"), "audio/mpeg"));
        fetched(ALICE);
        assertNothingIsLeftOver();
    }

    private void assertNothingIsLeftOver() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("media"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().endsWith(".wav")))
                    .isEmpty();
        }
    }
}
