// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.Preparation;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.media.Segment;
import org.carillon.media.mgcp.driver.MgcpMediaServer;
import org.carillon.media.mgcp.settings.MediaServerAddress;
import org.carillon.media.mgcp.settings.MgcpSettings;
import org.carillon.media.mgcp.transaction.TransactionSettings;
import org.carillon.media.server.MediaServer;
import org.carillon.media.server.Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A media server, and the engine's port over the MGCP driver to it: signalling by MGCP, sound by RTP. */
abstract class RunningDriver {
    static final String CALL = "CA0123456789abcdef0123456789abcdef";
    static final Prompt BEEP = new Prompt.Tone(Prompt.Tone.Kind.BEEP, "us");

    private final List<AutoCloseable> open = new ArrayList<>();
    final List<MediaEvent> events = new CopyOnWriteArrayList<>();
    final Map<String, CompletableFuture<List<Segment>>> spoken = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private MediaServer server;
    MgcpMediaServer driver;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        server = MediaServer.start(
                Options.parse("--mgcp-port", "0", "--rtp-ports", "37000-37199", "--work-dir", folder.toString()));
        driver = driver(events);
    }

    @AfterEach
    void stop() throws Exception {
        driver.close();
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
        server.close();
    }

    void assertSilent(RtpCaller caller) {
        await().untilAsserted(() -> {
            long before = caller.heard();
            await().during(Duration.ofMillis(200)).until(() -> true);
            assertThat(caller.heard()).isEqualTo(before);
        });
    }

    MediaEvent event(String operation) {
        await().until(() -> events.stream().anyMatch(e -> e.operation().equals(operation)));
        return events.stream()
                .filter(e -> e.operation().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    MediaHandle openLeg(RtpCaller caller) {
        var opened =
                (MediaResult.Opened) perform(new MediaCommand.Open(operation(), CALL, Optional.of(caller.offer())));
        caller.answered(opened.localSdp().orElseThrow());
        return opened.handle();
    }

    void assertDone(MediaCommand command) {
        assertThat(perform(command)).isInstanceOf(MediaResult.Done.class);
    }

    MediaResult perform(MediaCommand command) {
        return driver.perform(command, Duration.ofSeconds(3))
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    String operation() {
        return CALL + ".1." + number.incrementAndGet();
    }

    RtpCaller caller() {
        var caller = new RtpCaller();
        open.add(caller);
        return caller;
    }

    MgcpMediaServer driver(List<MediaEvent> target) {
        var made = new MgcpMediaServer(
                new MgcpSettings(
                        MediaServerAddress.parseList("own=carillon://127.0.0.1:"
                                + server.mgcpAddress().getPort()),
                        new MgcpSettings.Agent("127.0.0.1", 0, "127.0.0.1", List.of()),
                        new MgcpSettings.Health(
                                Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(5), true),
                        TransactionSettings.DEFAULT),
                this::prepared);
        made.listen(target::add);
        await().until(() -> made.health().ready());
        return made;
    }

    /** Speech waits until its text is completed by the test; the rest is ready at once. */
    private Preparation prepared(List<Prompt> prompts) {
        return new Preparation(prompts.stream().map(this::piece).toList(), () -> {});
    }

    private CompletionStage<List<Segment>> piece(Prompt prompt) {
        if (prompt instanceof Prompt.Speech speech) {
            return spoken.computeIfAbsent(speech.text(), text -> new CompletableFuture<>());
        }
        return CompletableFuture.completedFuture(List.of(
                prompt instanceof Prompt.Silence silence
                        ? new Segment.Silence(silence.length())
                        : new Segment.Tone(Prompt.Tone.Kind.BEEP, "us")));
    }

    static Prompt say(String text) {
        return new Prompt.Speech(text, "any:voice", 100, 0, 0);
    }

    void spoken(String text, Segment segment) {
        spoken.computeIfAbsent(text, any -> new CompletableFuture<>()).complete(List.of(segment));
    }
}
