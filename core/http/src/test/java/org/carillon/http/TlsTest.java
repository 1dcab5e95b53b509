// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.http.TestSetup.limits;
import static org.carillon.http.TestSetup.post;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.carillon.engine.webhooks.WebhookLimits.RetryPolicy;
import org.carillon.engine.webhooks.WebhookResult;
import org.carillon.engine.webhooks.WebhookResult.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a certificate for tenant.example that only the tests trust. */
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static SSLContext serverSide;
    private static SSLContext trusting;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "tenant",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=tenant.example",
                        "-ext",
                        "SAN=dns:tenant.example",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(keys, PASSWORD);
        serverSide = SSLContext.getInstance("TLS");
        serverSide.init(identity.getKeyManagers(), null, null);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("tenant", keys.getCertificate("tenant"));
        trust.init(trusted);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
    }

    private static RawServer tlsServer() throws IOException {
        ServerSocket socket =
                serverSide.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new RawServer(socket, (connection, number) -> {
            String unused = RawServer.head(connection);
            RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            RawServer.pause(2_000);
        });
    }

    private static WebhookResult result(SSLContext tls, String url, int retries) throws Exception {
        return result(tls, url, retries, 4_000);
    }

    private static WebhookResult result(SSLContext tls, String url, int retries, int connect) throws Exception {
        try (HttpClients clients = new HttpClients(TestSetup.settings(), TestSetup.TOKENS, TestSetup.NAMES, tls)) {
            return TestSetup.result(
                    clients.sender(), post(url, limits(connect, 2_000, 10_000, retries, RetryPolicy.CONNECT_FAILURE)));
        }
    }

    private static void assertFailed(WebhookResult result, Kind kind, int attempts) {
        assertThat(result).isInstanceOfSatisfying(WebhookResult.Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(kind);
            assertThat(failed.attempts()).isEqualTo(attempts);
        });
    }

    @Test
    void trustedCertificateIsAccepted() throws Exception {
        try (RawServer server = tlsServer()) {
            assertThat(result(trusting, server.tlsUrl("tenant.example"), 0))
                    .isInstanceOfSatisfying(
                            WebhookResult.Reply.class,
                            reply -> assertThat(reply.status()).isEqualTo(200));
        }
    }

    @Test
    void certificateThatNobodyVouchesForIsRefused() throws Exception {
        try (RawServer server = tlsServer()) {
            assertFailed(result(SSLContext.getDefault(), server.tlsUrl("tenant.example"), 1), Kind.TLS_FAILED, 2);
        }
    }

    @Test
    void certificateOfAnotherHostIsRefused() throws Exception {
        try (RawServer server = tlsServer()) {
            assertFailed(result(trusting, server.tlsUrl("other.example"), 0), Kind.TLS_FAILED, 1);
        }
    }

    @Test
    void serverThatSpeaksNoTlsIsRefused() throws Exception {
        try (RawServer server =
                new RawServer((socket, number) -> RawServer.write(socket, "HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            assertFailed(result(trusting, server.tlsUrl("tenant.example"), 0), Kind.TLS_FAILED, 1);
        }
    }

    @Test
    void serverThatClosesDuringTheHandshakeIsRefused() throws Exception {
        try (RawServer server = new RawServer((socket, number) -> {})) {
            assertFailed(result(trusting, server.tlsUrl("tenant.example"), 0), Kind.TLS_FAILED, 1);
        }
    }

    @Test
    void handshakeThatHangsCountsToTheConnectLimit() throws Exception {
        try (RawServer server = new RawServer((socket, number) -> RawServer.pause(5_000))) {
            long started = System.nanoTime();
            assertFailed(result(trusting, server.tlsUrl("tenant.example"), 0, 500), Kind.CONNECT_FAILED, 1);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(2_500));
        }
    }

    @Test
    void givenUpHandshakesMakeRoomForOthers() throws Exception {
        WebhookSettings usual = TestSetup.settings();
        WebhookSettings one =
                new WebhookSettings(usual.allowedNetworks(), 10, 10, 1, 1, 10, usual.keepAlive(), usual.contentTime());
        try (RawServer server = new RawServer((socket, number) -> RawServer.pause(10_000));
                RawServer good = tlsServer();
                HttpClients clients = new HttpClients(one, TestSetup.TOKENS, TestSetup.NAMES, trusting)) {
            for (int i = 1; i <= 3; i++) {
                assertThat(TestSetup.failure(
                                        clients.sender(),
                                        post(server.tlsUrl("tenant.example"), limits(300, 1000, 2000, 0)))
                                .kind())
                        .isEqualTo(Kind.CONNECT_FAILED);
            }
            assertThat(server.connections()).isEqualTo(3);
            assertThat(TestSetup.reply(
                                    clients.sender(),
                                    post(good.tlsUrl("tenant.example"), limits(4_000, 2_000, 8_000, 0)))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void closedPortIsNoTlsFailure() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertFailed(result(trusting, "https://tenant.example:" + port + "/", 0), Kind.CONNECT_FAILED, 1);
    }
}
