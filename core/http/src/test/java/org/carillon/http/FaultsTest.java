// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.carillon.http.TestSetup.limits;
import static org.carillon.http.TestSetup.post;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.AbstractDurationAssert;
import org.carillon.engine.accounts.AuthTokens;
import org.carillon.engine.webhooks.WebhookLimits;
import org.carillon.engine.webhooks.WebhookLimits.RetryPolicy;
import org.carillon.engine.webhooks.WebhookResult;
import org.carillon.engine.webhooks.WebhookResult.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against servers that misbehave. */
class FaultsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 2\r\n\r\nok";
    private HttpClients clients;

    @BeforeEach
    void start() throws Exception {
        clients = new HttpClients(TestSetup.settings(), TestSetup.TOKENS, TestSetup.NAMES, SSLContext.getDefault());
    }

    @AfterEach
    void stop() {
        clients.close();
    }

    private WebhookResult.Failed failure(String url, WebhookLimits limits) throws Exception {
        return TestSetup.failure(clients.sender(), post(url, limits));
    }

    private WebhookResult.Reply reply(String url, WebhookLimits limits) throws Exception {
        return TestSetup.reply(clients.sender(), post(url, limits));
    }

    private static AbstractDurationAssert<?> assertTook(long startedNanos, int millis) {
        return assertThat(Duration.ofNanos(System.nanoTime() - startedNanos))
                .isGreaterThanOrEqualTo(Duration.ofMillis(millis - 5))
                .isLessThan(Duration.ofMillis(millis + 1_500));
    }

    @Test
    void closedPortFailsAtOnceAfterItsRetries() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        long started = System.nanoTime();
        WebhookResult.Failed failed = failure("http://tenant.example:" + port + "/", WebhookLimits.DEFAULT);
        assertThat(failed.kind()).isEqualTo(Kind.CONNECT_FAILED);
        assertThat(failed.attempts()).isEqualTo(2);
        assertTook(started, 0);
    }

    @Test
    void connectionThatIsNotAnsweredFailsAfterTheConnectLimit() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> filling = fill(socket);
            long started = System.nanoTime();
            assertThat(failure("http://tenant.example:" + socket.getLocalPort() + "/", limits(300, 5000, 5000, 0))
                            .kind())
                    .isEqualTo(Kind.CONNECT_FAILED);
            assertTook(started, 300);
            for (Socket each : filling) {
                each.close();
            }
        }
    }

    /** Linux drops connection requests when the backlog is full. */
    private static List<Socket> fill(ServerSocket server) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                Socket socket = new Socket();
                sockets.add(socket);
                socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 100);
            }
        } catch (IOException e) {
            return sockets;
        }
        throw new AssertionError("the backlog is not full after 10 connections");
    }

    @RepeatedTest(10)
    void serverThatNeverAnswersFailsAfterTheReadLimit() throws Exception {
        AtomicInteger gone = new AtomicInteger();
        try (RawServer server = new RawServer((socket, number) -> {
            String unused = RawServer.head(socket);
            try {
                int unusedByte = socket.getInputStream().read();
            } finally {
                gone.incrementAndGet();
            }
        })) {
            long started = System.nanoTime();
            assertThat(failure(server.url("/"), limits(1000, 200, 5000, 1, RetryPolicy.CONNECT_FAILURE))
                            .kind())
                    .isEqualTo(Kind.TIMEOUT);
            assertTook(started, 200);
            await().untilAsserted(() -> assertThat(gone.get()).isEqualTo(1));
        }
    }

    @Test
    void givenUpConnectionsMakeRoomForOthers() throws Exception {
        WebhookSettings usual = TestSetup.settings();
        WebhookSettings two =
                new WebhookSettings(usual.allowedNetworks(), 10, 10, 2, 2, 10, usual.keepAlive(), usual.contentTime());
        try (RawServer server = new RawServer((socket, number) -> {
                    String unused = RawServer.head(socket);
                    if (number <= 6) {
                        RawServer.pause(10_000);
                    }
                    RawServer.write(socket, OK);
                });
                HttpClients few = new HttpClients(two, TestSetup.TOKENS, TestSetup.NAMES, SSLContext.getDefault())) {
            for (int i = 0; i < 6; i++) {
                assertThat(TestSetup.failure(few.sender(), post(server.url("/"), limits(1000, 100, 2000, 0)))
                                .kind())
                        .isEqualTo(Kind.TIMEOUT);
            }
            assertThat(TestSetup.reply(few.sender(), post(server.url("/"), limits(1000, 1000, 2000, 0)))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void readLimitIsTriedAgainWhenThePolicySaysSo() throws Exception {
        try (RawServer server = new RawServer((socket, number) -> {
            String unused = RawServer.head(socket);
            if (number == 1) {
                RawServer.pause(5_000);
            }
            RawServer.write(socket, OK);
        })) {
            assertThat(reply(server.url("/"), limits(1000, 300, 5000, 1, RetryPolicy.READ_TIMEOUT))
                            .attempts())
                    .isEqualTo(2);
        }
    }

    @Test
    void totalLimitHoldsOverAllRetries() throws Exception {
        try (RawServer server = new RawServer((socket, number) -> {
            String unused = RawServer.head(socket);
            RawServer.pause(5_000);
        })) {
            long started = System.nanoTime();
            WebhookResult.Failed failed = failure(server.url("/"), limits(1000, 300, 700, 5, RetryPolicy.ALL));
            assertThat(failed.kind()).isEqualTo(Kind.TIMEOUT);
            // Two attempts fill 600 of the 700 ms; a third begins only where less than 100 ms were lost till then.
            assertThat(failed.attempts()).isBetween(2, 3);
            assertTook(started, 700);
        }
    }

    @Test
    void headThatDripsIsNoHead() throws Exception {
        try (RawServer server = new RawServer((socket, number) -> {
            String unused = RawServer.head(socket);
            drip(socket, "HTTP/1.1 200 OK\r\nX-Slow: ");
        })) {
            long started = System.nanoTime();
            assertThat(failure(server.url("/"), limits(1000, 400, 5000, 0)).kind())
                    .isEqualTo(Kind.TIMEOUT);
            assertTook(started, 400);
        }
    }

    @Test
    void bodyThatDripsEndsWithTheTotalLimit() throws Exception {
        try (RawServer server = new RawServer((socket, number) -> {
            String unused = RawServer.head(socket);
            drip(socket, "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n");
        })) {
            long started = System.nanoTime();
            assertThat(failure(server.url("/"), limits(1000, 400, 900, 0)).kind())
                    .isEqualTo(Kind.TIMEOUT);
            assertTook(started, 900);
        }
    }

    private static void drip(Socket socket, String start) throws IOException, InterruptedException {
        RawServer.write(socket, start);
        for (int i = 0; i < 1000; i++) {
            RawServer.write(socket, "x");
            RawServer.pause(50);
        }
    }

    @Test
    void bodyThatStallsFailsAfterTheReadLimit() throws Exception {
        try (RawServer server = new RawServer((socket, number) -> {
            String unused = RawServer.head(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            RawServer.pause(5_000);
        })) {
            long started = System.nanoTime();
            assertThat(failure(server.url("/"), limits(1000, 300, 5000, 0)).message())
                    .contains("did not come to its end");
            assertTook(started, 300);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "",
            })
    void answerThatIsNoHttpIsBroken(String answer) throws Exception {
        try (RawServer server = new RawServer((socket, number) -> {
            String unused = RawServer.head(socket);
            RawServer.write(socket, answer);
        })) {
            assertThat(failure(server.url("/"), limits(1000, 2000, 3000, 0)).kind())
                    .isEqualTo(Kind.BROKEN);
        }
    }

    @Test
    void headWithoutEndIsBroken() throws Exception {
        try (RawServer server = new RawServer((socket, number) -> {
            String unused = RawServer.head(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\n");
            for (int i = 0; i < 10_000; i++) {
                RawServer.write(socket, "X-Header-" + i + ": value\r\n");
            }
        })) {
            assertThat(failure(server.url("/"), limits(1000, 2000, 3000, 0)).kind())
                    .isEqualTo(Kind.BROKEN);
        }
    }

    @Test
    void resetConnectionIsBroken() throws Exception {
        try (RawServer server = new RawServer((socket, number) -> {
            String unused = RawServer.head(socket);
            socket.setSoLinger(true, 0);
        })) {
            WebhookResult.Failed failed = failure(server.url("/"), WebhookLimits.DEFAULT);
            assertThat(failed.kind()).isEqualTo(Kind.BROKEN);
            assertThat(failed.attempts()).isEqualTo(1);
        }
    }

    @Test
    void keptConnectionThatTheServerClosedIsReplacedInSilence() throws Exception {
        try (RawServer server = new RawServer((socket, number) -> {
            String unused = RawServer.head(socket);
            RawServer.write(socket, OK);
            if (number == 1) {
                // Reads the second request, as a server that is just giving the connection up.
                String second = RawServer.head(socket);
                socket.setSoLinger(true, 0);
                return;
            }
            RawServer.pause(5_000);
        })) {
            assertThat(reply(server.url("/"), limits(1000, 1000, 3000, 0)).status())
                    .isEqualTo(200);
            // The second request must find the first one's connection free.
            await().pollInterval(Duration.ofMillis(20))
                    .until(() ->
                            reply(server.url("/"), limits(1000, 1000, 3000, 0)).attempts() == 2);
        }
    }

    @Test
    void bodyWithoutLengthEndsWithTheConnection() throws Exception {
        try (RawServer server = new RawServer((socket, number) -> {
            String unused = RawServer.head(socket);
            RawServer.write(socket, "HTTP/1.0 200 OK\r\n\r\n<Response/>");
        })) {
            assertThat(reply(server.url("/"), limits(1000, 1000, 3000, 0))
                            .body()
                            .length())
                    .isEqualTo(11);
        }
    }

    @Test
    void interimAnswerIsPassedOver() throws Exception {
        try (RawServer server = new RawServer((socket, number) -> {
            String unused = RawServer.head(socket);
            RawServer.write(socket, "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK);
        })) {
            assertThat(reply(server.url("/"), limits(1000, 1000, 3000, 0)).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void slowServerDoesNotHoldOthersUp() throws Exception {
        try (RawServer slow = new RawServer((socket, number) -> RawServer.pause(5_000));
                RawServer quick = new RawServer((socket, number) -> {
                    String unused = RawServer.head(socket);
                    RawServer.write(socket, OK);
                })) {
            for (int i = 0; i < 40; i++) {
                var unused = clients.sender().send(post(slow.url("/"), limits(5_000, 5_000, 5_000, 0)));
            }
            long started = System.nanoTime();
            assertThat(reply(quick.url("/"), WebhookLimits.DEFAULT).status()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(4));
            assertThat(slow.connections()).isLessThanOrEqualTo(20);
        }
    }

    @Test
    void nameServerThatHangsCostsTheConnectLimitOnly() throws Exception {
        NameService hanging = host -> {
            try {
                RawServer.pause(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of(InetAddress.getLoopbackAddress());
        };
        try (HttpClients slow =
                new HttpClients(TestSetup.settings(), TestSetup.TOKENS, hanging, SSLContext.getDefault())) {
            long started = System.nanoTime();
            assertThat(TestSetup.failure(slow.sender(), post("http://tenant.example:1/", limits(300, 5000, 5000, 0)))
                            .kind())
                    .isEqualTo(Kind.CONNECT_FAILED);
            assertTook(started, 300);
        }
    }

    @Test
    void tokenThatNeverComesCostsTheTotalLimitOnly() throws Exception {
        try (HttpClients none = new HttpClients(
                TestSetup.settings(), account -> new CompletableFuture<>(), TestSetup.NAMES, SSLContext.getDefault())) {
            long started = System.nanoTime();
            assertThat(TestSetup.failure(none.sender(), post("http://tenant.example:1/", limits(300, 300, 400, 0)))
                            .kind())
                    .isEqualTo(Kind.TIMEOUT);
            assertTook(started, 400);
        }
    }

    @Test
    void tenantIsToldNothingOfOurInsidesWhenThereIsNoToken() throws Exception {
        AuthTokens broken = account -> CompletableFuture.failedFuture(new IllegalStateException("jdbc:secret"));
        try (HttpClients none =
                new HttpClients(TestSetup.settings(), broken, TestSetup.NAMES, SSLContext.getDefault())) {
            assertThat(TestSetup.failure(none.sender(), post("http://tenant.example:1/"))
                            .message())
                    .contains("The fault is the platform's")
                    .doesNotContain("jdbc");
        }
    }

    @Test
    void requestsUnderWayFailWhenThePlatformStops() throws Exception {
        try (RawServer server = new RawServer((socket, number) -> server(socket))) {
            CompletableFuture<WebhookResult> waiting = clients.sender()
                    .send(post(server.url("/"), WebhookLimits.DEFAULT))
                    .toCompletableFuture();
            await().untilAsserted(() -> assertThat(server.connections()).isEqualTo(1));
            clients.close();
            assertThat(waiting.get(5, TimeUnit.SECONDS)).isInstanceOf(WebhookResult.Failed.class);
            assertThat(TestSetup.result(clients.sender(), post(server.url("/"))))
                    .isInstanceOf(WebhookResult.Failed.class);
        }
    }

    private static void server(Socket socket) throws IOException, InterruptedException {
        String unused = RawServer.head(socket);
        RawServer.pause(10_000);
    }
}
