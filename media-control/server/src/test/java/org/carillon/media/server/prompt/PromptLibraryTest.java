// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.carillon.media.server.audio.Pcm;
import org.carillon.media.server.testing.Sounds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptLibraryTest {
    @TempDir
    Path folder;

    private final AtomicInteger requests = new AtomicInteger();
    private final PromptCache cache = new PromptCache(1_000_000);
    private final CountDownLatch testOver = new CountDownLatch(1);
    private HttpServer web;
    private PromptLibrary library;
    private byte[] body = Sounds.wav(8000, 1, Sounds.sine(8000, 500, 8000, 440));

    @BeforeEach
    void start() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.setExecutor(Executors.newCachedThreadPool());
        web.createContext("/plain.wav", exchange -> answer(exchange, 200, body));
        web.createContext("/tagged.wav", this::tagged);
        web.createContext("/fresh.wav", exchange -> {
            exchange.getResponseHeaders().add("Cache-Control", "public, max-age=60");
            answer(exchange, 200, body);
        });
        web.createContext("/missing.wav", exchange -> answer(exchange, 404, new byte[0]));
        web.createContext("/loop", exchange -> redirect(exchange, "/loop"));
        web.createContext("/moved", exchange -> redirect(exchange, "/plain.wav"));
        web.createContext("/stalls.wav", this::stall);
        web.start();
        library = libraryThatWaits(30);
    }

    /** A busy machine may take its time, except where the waiting is what is tested. */
    private PromptLibrary libraryThatWaits(int seconds) {
        Duration patience = Duration.ofSeconds(30);
        PromptLimits limits = new PromptLimits(
                200_000, Duration.ofSeconds(10), 1_000_000, patience, patience, Duration.ofSeconds(seconds), 2, 2, 10);
        return new PromptLibrary(cache, limits, folder, "ffmpeg", InstantSource.system());
    }

    @AfterEach
    void stop() {
        testOver.countDown();
        web.stop(0);
        library.close();
    }

    private void answer(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        requests.incrementAndGet();
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void tagged(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("ETag", "\"v1\"");
        boolean known = "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        answer(exchange, known ? 304 : 200, known ? new byte[0] : body);
    }

    private void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        answer(exchange, 302, new byte[0]);
    }

    private void stall(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write(body, 0, 100);
        exchange.getResponseBody().flush();
        try {
            testOver.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + web.getAddress().getPort() + path;
    }

    private static double level(Pcm sound, double frequency) {
        short[] samples = new short[sound.length()];
        sound.copyTo(0, samples, 0, samples.length);
        return Sounds.level(samples, frequency);
    }

    @Test
    void promptComesOverHttpAndItsTemporaryFileGoes() throws Exception {
        Pcm sound = library.load(url("/plain.wav"));
        assertThat(sound.millis()).isEqualTo(500);
        assertThat(level(sound, 440)).isGreaterThan(7000);
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void unchangedPromptIsNotSentAgain() throws Exception {
        Pcm first = library.load(url("/tagged.wav"));
        assertThat(library.load(url("/tagged.wav"))).isSameAs(first);
        assertThat(requests).hasValue(2);
    }

    @Test
    void promptIsNotAskedForWhileItIsFresh() throws Exception {
        Pcm first = library.load(url("/fresh.wav"));
        assertThat(library.atOnce(url("/fresh.wav"))).containsSame(first);
        library.load(url("/fresh.wav"));
        assertThat(requests).hasValue(1);
    }

    @Test
    void sameContentIsDecodedOnce() throws Exception {
        assertThat(library.load(url("/plain.wav"))).isSameAs(library.load(url("/fresh.wav")));
    }

    @Test
    void redirectIsFollowedButNotForEver() throws Exception {
        assertThat(library.load(url("/moved")).millis()).isEqualTo(500);
        assertFails("/loop", "HTTP 302");
        assertThat(requests.get()).isLessThan(12);
    }

    @Test
    void failuresSayWhy() {
        assertFails("/missing.wav", "HTTP 404");
        body = new byte[200_001];
        assertFails("/plain.wav", "larger than");
        body = "this is no sound".repeat(10).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertFails("/plain.wav", "no sound");
        assertThatThrownBy(() -> library.load("http://127.0.0.1:9/x.wav")).hasMessageContaining("Connect");
        assertThatThrownBy(() -> library.load("file:///no/such/file.wav")).hasMessage("no such file");
    }

    @Test
    void serverThatStallsIsGivenUp() {
        try (PromptLibrary hasty = libraryThatWaits(2)) {
            assertThatThrownBy(() -> hasty.load(url("/stalls.wav")))
                    .isInstanceOf(PromptException.class)
                    .hasMessageContaining("within 2 s");
        }
    }

    private void assertFails(String path, String reason) {
        assertThatThrownBy(() -> library.load(url(path)))
                .isInstanceOf(PromptException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void changedFileIsReadAnew() throws Exception {
        Path file = folder.resolve("a.wav");
        Files.write(file, body);
        Pcm first = library.load(file.toUri().toString());
        assertThat(library.load(file.toUri().toString())).isSameAs(first);
        Files.write(file, Sounds.wav(8000, 1, Sounds.sine(8000, 500, 8000, 1000)));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(level(library.load(file.toUri().toString()), 1000)).isGreaterThan(7000);
    }

    @Test
    void mp3IsDecoded() throws Exception {
        Path wav = folder.resolve("tone.wav");
        Path mp3 = folder.resolve("tone.mp3");
        Files.write(wav, Sounds.wav(44_100, 1, Sounds.sine(44_100, 1000, 8000, 440)));
        Process coder = new ProcessBuilder("ffmpeg", "-nostdin", "-v", "error", "-i", wav.toString(), mp3.toString())
                .inheritIO()
                .start();
        assertThat(coder.waitFor()).isZero();
        Pcm sound = library.load(mp3.toUri().toString());
        assertThat(sound.millis()).isBetween(980L, 1200L);
        assertThat(level(sound, 440)).isGreaterThan(6000);
    }

    @Test
    void missingDecoderIsSaid() throws Exception {
        Path file = folder.resolve("x.mp3");
        Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFB, 0, 0});
        try (PromptLibrary bare =
                new PromptLibrary(cache, PromptLimits.defaults(), folder, "no-such-program", InstantSource.system())) {
            assertThatThrownBy(() -> bare.load(file.toUri().toString()))
                    .hasMessageContaining("no-such-program is not installed");
        }
    }

    @Test
    void cacheKeepsToItsBound() throws Exception {
        PromptCache small = new PromptCache(20_000);
        try (PromptLibrary bounded =
                new PromptLibrary(small, PromptLimits.defaults(), folder, "ffmpeg", InstantSource.system())) {
            for (int i = 0; i < 10; i++) {
                Path file = folder.resolve(i + ".wav");
                Files.write(file, Sounds.wav(8000, 1, Sounds.sine(8000, 500, 8000, 300 + i)));
                bounded.load(file.toUri().toString());
                assertThat(small.bytes()).isBetween(8000L, 20_000L);
            }
        }
    }
}
