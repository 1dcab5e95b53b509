// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.http.TestSetup.ACCOUNT;

import com.twilio.security.RequestValidator;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.carillon.engine.webhooks.ContentFetcher.Fetched;
import org.carillon.engine.webhooks.WebhookResult.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpContentFetcherTest {
    private static final int MAXIMUM = 200_000;

    @TempDir
    Path folder;

    private volatile String head = "";
    private HttpClients clients;

    @BeforeEach
    void start() throws Exception {
        WebhookSettings usual = TestSetup.settings();
        WebhookSettings impatient = new WebhookSettings(
                usual.allowedNetworks(), 10, 10, 10, 10, 10, usual.keepAlive(), Duration.ofMillis(1_200));
        clients = new HttpClients(impatient, TestSetup.TOKENS, TestSetup.NAMES, SSLContext.getDefault());
    }

    @AfterEach
    void stop() {
        clients.close();
    }

    private RawServer server(String answer) throws IOException {
        return new RawServer((socket, number) -> {
            head = RawServer.head(socket);
            RawServer.write(socket, answer);
        });
    }

    private Fetched fetched(String url, String etag) throws Exception {
        return clients.fetcher()
                .fetch(ACCOUNT, url, folder, MAXIMUM, etag)
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private void assertFailed(Fetched fetched, Kind kind) throws IOException {
        assertThat(fetched)
                .isInstanceOfSatisfying(
                        Fetched.Failed.class,
                        failed -> assertThat(failed.kind()).isEqualTo(kind));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private static String answer(int size, String headers) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n" + headers + "Connection: close\r\n\r\n"
                + "a".repeat(size);
    }

    @Test
    void contentComesIntoAFileWithItsHeaders() throws Exception {
        String headers = "Content-Type: audio/mpeg\r\nETag: \"v1\"\r\nCache-Control: max-age=60\r\n";
        try (RawServer server = server(answer(MAXIMUM, headers))) {
            assertThat(fetched(server.url("/a.mp3"), "")).isInstanceOfSatisfying(Fetched.Content.class, content -> {
                assertThat(content.file()).hasParentRaw(folder).hasSize(MAXIMUM);
                assertThat(content.contentType()).isEqualTo("audio/mpeg");
                assertThat(content.etag()).isEqualTo("\"v1\"");
                assertThat(content.cacheControl()).isEqualTo("max-age=60");
            });
        }
    }

    @Test
    void requestIsSigned() throws Exception {
        try (RawServer server = server(answer(1, ""))) {
            Fetched unused = fetched(server.url("/a.mp3?x=1"), "");
            String signature = head.replaceFirst("(?s).*X-Twilio-Signature: (\\S+).*", "$1");
            assertThat(new RequestValidator(TestSetup.TOKEN).validate(server.url("/a.mp3?x=1"), Map.of(), signature))
                    .isTrue();
            assertThat(head).startsWith("GET /a.mp3?x=1 HTTP/1.1").contains("Accept-Encoding: identity");
        }
    }

    @Test
    void unchangedContentIsNotFetchedAgain() throws Exception {
        try (RawServer server = server("HTTP/1.1 304 Not Modified\r\nCache-Control: max-age=5\r\n\r\n")) {
            assertThat(fetched(server.url("/"), "\"v1\"")).isEqualTo(new Fetched.Unchanged("max-age=5"));
            assertThat(head).contains("If-None-Match: \"v1\"");
        }
    }

    @Test
    void otherStatusIsARefusal() throws Exception {
        try (RawServer server = server("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno")) {
            assertThat(fetched(server.url("/"), "")).isEqualTo(new Fetched.Refused(403));
        }
    }

    @Test
    void redirectIsFollowed() throws Exception {
        try (RawServer target = server(answer(5, ""));
                RawServer first = server(
                        "HTTP/1.1 302 Found\r\nLocation: " + target.url("/b") + "\r\n" + "Content-Length: 0\r\n\r\n")) {
            assertThat(fetched(first.url("/a"), ""))
                    .isInstanceOfSatisfying(
                            Fetched.Content.class,
                            content -> assertThat(content.file()).hasSize(5));
        }
    }

    @Test
    void announcedSizeThatIsTooLargeFails() throws Exception {
        try (RawServer server = server(answer(MAXIMUM + 1, ""))) {
            assertFailed(fetched(server.url("/"), ""), Kind.TOO_LARGE);
        }
    }

    @Test
    void streamWithoutEndFails() throws Exception {
        try (RawServer server = new RawServer((socket, number) -> endless(socket))) {
            assertFailed(fetched(server.url("/"), ""), Kind.TOO_LARGE);
        }
    }

    private static void endless(Socket socket) throws IOException {
        String unused = RawServer.head(socket);
        RawServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        while (true) {
            RawServer.write(socket, "1000\r\n" + "b".repeat(4096) + "\r\n");
        }
    }

    @Test
    void fileThatComesTooSlowlyFailsAndLeavesNothing() throws Exception {
        try (RawServer server = new RawServer((socket, number) -> {
            String unused = RawServer.head(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            for (int i = 0; i < 100; i++) {
                RawServer.write(socket, "c");
                RawServer.pause(50);
            }
        })) {
            assertFailed(fetched(server.url("/"), ""), Kind.TIMEOUT);
        }
    }

    @Test
    void fileThatBreaksOffFailsAndLeavesNothing() throws Exception {
        try (RawServer server = server("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")) {
            assertFailed(fetched(server.url("/"), ""), Kind.BROKEN);
        }
    }

    @Test
    void packedFileIsRefused() throws Exception {
        try (RawServer server = server(answer(10, "Content-Encoding: gzip\r\n"))) {
            assertFailed(fetched(server.url("/"), ""), Kind.BROKEN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.1/a.mp3", "http://169.254.169.254/", "http://inside.example/a.mp3"})
    void addressInsideIsRefused(String url) throws Exception {
        assertFailed(fetched(url, ""), Kind.ADDRESS_REFUSED);
    }

    @Test
    void badUrlIsRefused() throws Exception {
        assertFailed(fetched("a.mp3", ""), Kind.BAD_URL);
    }

    @Test
    void tokenThatNeverComesCostsTheLimitOnly() throws Exception {
        WebhookSettings usual = TestSetup.settings();
        WebhookSettings impatient = new WebhookSettings(
                usual.allowedNetworks(), 10, 10, 10, 10, 10, usual.keepAlive(), Duration.ofMillis(200));
        try (HttpClients none = new HttpClients(
                impatient, account -> new CompletableFuture<>(), TestSetup.NAMES, SSLContext.getDefault())) {
            assertFailed(
                    none.fetcher()
                            .fetch(ACCOUNT, "http://tenant.example/", folder, MAXIMUM, "")
                            .toCompletableFuture()
                            .get(5, TimeUnit.SECONDS),
                    Kind.TIMEOUT);
        }
    }
}
