// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.RecordingSid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderVaultTest {
    private static final byte[] AUDIO = "RIFF and so on".getBytes(StandardCharsets.US_ASCII);
    private static final String SHA256 = "d5fb7ab44b8c3e2ac44e4ad1d7d15a0b4bb30da2cbbd7a86c7f6c0a2c0d5fdc4";
    private static final long MIB = 1024 * 1024;

    private final AccountSid account = AccountSid.random(new Random());
    private final RecordingSid sid = RecordingSid.random(new Random());

    @TempDir
    private Path temporary;

    private Path folder;
    private String source;
    private FolderVault vault;

    @BeforeEach
    void open() throws IOException {
        folder = temporary.resolve("recordings");
        Path made = Files.write(temporary.resolve("made.wav"), AUDIO);
        source = made.toUri().toString();
        vault = new FolderVault(VaultSettings.in(folder, 0));
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void aRecordingIsKeptUnderItsSid() throws IOException {
        assertThat(get(vault.store(account, sid, source, ""))).isEqualTo(AUDIO.length);
        assertThat(vault.open(account, sid)).hasValueSatisfying(file -> {
            assertThat(file).hasBinaryContent(AUDIO);
            assertThat(file).endsWith(Path.of(account.value(), sid.value() + ".wav"));
        });
        assertThat(vault.open(AccountSid.random(new Random()), sid)).isEmpty();
        assertThat(files()).hasSize(1);
    }

    @Test
    void theSecondTimeTheSameRecordingIsThereAlready() throws IOException {
        get(vault.store(account, sid, source, ""));
        assertThat(get(vault.store(account, sid, source, ""))).isEqualTo(AUDIO.length);
    }

    @Test
    void theMediaServersFileIsRemovedOnceTheRecordingIsSafe() {
        assertThatThrownBy(() -> get(vault.store(account, sid, source, "0".repeat(64))))
                .hasRootCauseInstanceOf(VaultException.class);
        assertThat(temporary.resolve("made.wav")).exists();

        get(vault.store(account, sid, source, ""));
        assertThat(temporary.resolve("made.wav")).doesNotExist();
    }

    @Test
    void theChecksumIsChecked() throws Exception {
        String right = java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(AUDIO));
        assertThatThrownBy(() -> get(vault.store(account, sid, source, SHA256))).hasMessageContaining("SHA-256");
        assertThat(files()).isEmpty();
        assertThat(get(vault.store(account, sid, source, right.toUpperCase(java.util.Locale.ROOT))))
                .isEqualTo(AUDIO.length);
    }

    @Test
    void aRecordingComesByHttp() throws IOException {
        HttpServer server = serve(200);
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/made.wav";
            assertThat(get(vault.store(account, sid, url, ""))).isEqualTo(AUDIO.length);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatCannotBeHadLeavesNothing() throws IOException {
        HttpServer server = serve(404);
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/made.wav";
            for (String bad : List.of(url, "file:///nowhere/at/all.wav", "ftp://127.0.0.1/x", "no uri at all")) {
                assertThat(vault.store(account, sid, bad, "")
                                .toCompletableFuture()
                                .handle((size, failure) -> failure)
                                .join())
                        .as(bad)
                        .hasRootCauseInstanceOf(Exception.class);
            }
        } finally {
            server.stop(0);
        }
        assertThat(files()).isEmpty();
        assertThat(vault.open(account, sid)).isEmpty();
    }

    @Test
    void whatIsTooLargeIsRefused() throws IOException {
        try (FolderVault small =
                new FolderVault(new VaultSettings(folder, 0, AUDIO.length - 1, 1, 1, Duration.ofSeconds(5)))) {
            assertThatThrownBy(() -> get(small.store(account, sid, source, ""))).hasMessageContaining("larger");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aFullDiskRefuses() {
        try (FolderVault full = new FolderVault(VaultSettings.in(folder, Long.MAX_VALUE))) {
            assertThatThrownBy(() -> get(full.store(account, sid, source, ""))).hasMessageContaining("free");
        }
    }

    @Test
    void moreThanCanWaitIsRefused() throws IOException {
        CountDownLatch hold = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            awaitQuietly(hold);
            exchange.sendResponseHeaders(200, AUDIO.length);
            exchange.getResponseBody().write(AUDIO);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        try (FolderVault small = new FolderVault(new VaultSettings(folder, 0, MIB, 1, 1, Duration.ofSeconds(30)))) {
            List<CompletableFuture<Long>> stores = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                stores.add(small.store(account, RecordingSid.random(new Random()), url, "")
                        .toCompletableFuture());
            }
            assertThat(stores.get(2)).isCompletedExceptionally();
            hold.countDown();
            assertThat(get(stores.get(0))).isEqualTo(AUDIO.length);
            assertThat(get(stores.get(1))).isEqualTo(AUDIO.length);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void draftsOfACrashAreRemovedAtTheStart() throws IOException {
        Path left = folder.resolve(account.value());
        Files.createDirectories(left);
        Files.write(left.resolve(sid.value() + ".1.part"), AUDIO);
        new FolderVault(VaultSettings.in(folder, 0)).close();
        assertThat(files()).isEmpty();
    }

    @Test
    void aDeletedRecordingIsGone() {
        get(vault.store(account, sid, source, ""));
        vault.delete(account, sid);
        vault.delete(account, sid);
        assertThat(vault.open(account, sid)).isEmpty();
    }

    private static HttpServer serve(int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, AUDIO.length);
            exchange.getResponseBody().write(AUDIO);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
