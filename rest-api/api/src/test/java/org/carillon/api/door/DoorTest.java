// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.carillon.testing.web.RawConnection;
import org.carillon.testing.web.RawConnection.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The door before a handler that tells how long the body is. */
class DoorTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    /** Long enough for 600,000 bytes on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final int MEMORY = 1_100_000;
    private static final String POST = "POST /x HTTP/1.1\r\nHost: a\r\n";

    private static final Semaphore ENTERED = new Semaphore(0);
    private static final Semaphore MAY_ANSWER = new Semaphore(0);

    @SuppressWarnings("NullAway.Init")
    private static Undertow server;

    @BeforeAll
    static void start() {
        server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setWorkerThreads(2)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 0L)
                .setServerOption(UndertowOptions.MAX_HEADERS, 20_000)
                .setHandler(new HttpContinueReadHandler(
                        new HeadCheck(new BodyCollector(DoorTest::tellLength, new Room(MEMORY), PATIENCE))))
                .build();
        server.start();
    }

    private static void tellLength(HttpServerExchange exchange) throws IOException {
        if (exchange.isInIoThread()) {
            exchange.dispatch(DoorTest::tellLength);
            return;
        }
        if (exchange.getRelativePath().equals("/busy")) {
            ENTERED.release();
            MAY_ANSWER.acquireUninterruptibly();
        }
        exchange.startBlocking();
        int length = exchange.getInputStream().readAllBytes().length;
        exchange.getResponseSender().send("" + length);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    private static RawConnection connect() throws IOException {
        var address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return new RawConnection(address.getPort());
    }

    private static Answer ask(String request) throws IOException {
        try (RawConnection connection = connect()) {
            return connection.send(request).answer();
        }
    }

    /** A client may have its answer before the request is over and has given its memory back. */
    private static void awaitLength(String request, String length) throws IOException {
        String told;
        do {
            told = ask(request).body();
        } while (!told.equals(length));
    }

    private static void assertRefused(Answer answer, int status, int code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body())
                .contains("\"code\":" + code, "\"status\":" + status, "\"message\":", "\"more_info\":");
        assertThat(answer.headers())
                .containsEntry("content-type", "application/json;charset=utf-8")
                .containsEntry("cache-control", "no-store");
        assertThat(answer.headers().get("twilio-request-id")).matches("RQ[0-9a-f]{32}");
    }

    @Test
    void refusedClientThatDripsOnLosesItsConnection() throws IOException {
        try (RawConnection client = connect()) {
            client.send("POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n");
            assertRefused(client.answer(), 408, 20408);

            assertThatThrownBy(() -> client.sendOver("x".repeat(100), Duration.ofSeconds(15)))
                    .isInstanceOf(SocketException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /WEB-INF/web.xml, '', 404, 20404",
        "GET /meta-inf/MANIFEST.MF, '', 404, 20404",
        "GET //WEB-INF, '', 404, 20404",
        "TRACE /x, '', 405, 20004",
        "POST /x, Transfer-Encoding: gzip, 400, 20501",
        "POST /x, 'Transfer-Encoding: gzip, chunked', 400, 20501",
        "POST /x, Content-Length: 1048577, 413, 20413",
        "POST /x, Content-Length: 999999999999999, 413, 20413"
    })
    void whatItsHeadShowsToBeWrongIsRefused(String line, String header, int status, int code) throws IOException {
        String more = header.isEmpty() ? "" : header + "\r\n";
        assertRefused(ask(line + " HTTP/1.1\r\nHost: a\r\n" + more + "\r\n"), status, code);
    }

    @ParameterizedTest
    @CsvSource({"/WEB-INFO", "/x/WEB-INF", "/META-INF.json"})
    void whatOnlyLooksHiddenIsNot(String path) throws IOException {
        assertThat(ask("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").status()).isEqualTo(200);
    }

    @Test
    void moreThan200HeadersAreRefused() throws IOException {
        StringBuilder request = new StringBuilder("GET /x HTTP/1.1\r\nHost: a\r\n");
        for (int i = 2; i <= 200; i++) {
            request.append('X').append(i).append(": a\r\n");
        }

        assertThat(ask(request + "\r\n").status()).isEqualTo(200);
        assertRefused(ask(request + "X: b\r\n\r\n"), 431, 20_431);
    }

    @Test
    void refusalWithAnUnreadBodyEndsTheConnectionAndReachesOneWhoIsSending() throws IOException {
        try (RawConnection connection = connect()) {
            connection.send(POST + "Content-Length: 5000000\r\n\r\n");
            connection.send("x".repeat(5_000_000));

            Answer answer = connection.answer();

            assertRefused(answer, 413, 20_413);
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(connection.isEnded()).isTrue();
        }
    }

    @Test
    void bodyThatIsSplitAndChunkedArrivesWhole() throws IOException {
        try (RawConnection connection = connect()) {
            connection.send(POST + "Transfer-Encoding: chunked\r\n\r\n5\r\nhe").send("llo\r\n");
            connection.send("7530\r\n" + "a".repeat(30_000) + "\r\n0\r\n\r\n");

            assertThat(connection.answer().body()).isEqualTo("30005");
            assertThat(connection
                            .send(POST + "Content-Length: 3\r\n\r\nabc")
                            .answer()
                            .body())
                    .isEqualTo("3");
        }
    }

    @Test
    void longBodyWithoutALengthIsRefused() throws IOException {
        try (RawConnection connection = connect()) {
            connection.send(POST + "Transfer-Encoding: chunked\r\n\r\n100001\r\n");
            connection.send("a".repeat(100_000));

            assertRefused(connection.send("a".repeat(948_577)).answer(), 413, 20_413);
        }
    }

    @Test
    void clientThatWaitsForContinueIsTold() throws IOException {
        try (RawConnection connection = connect()) {
            connection.send(POST + "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n");

            assertThat(connection.answer().status()).isEqualTo(100);
            assertThat(connection.send("abc").answer().body()).isEqualTo("3");
        }
    }

    @Test
    void bodyThatDoesNotComeIsRefusedInTime() throws IOException {
        try (RawConnection connection = connect()) {
            Answer answer =
                    connection.send(POST + "Content-Length: 10\r\n\r\nabc").answer();

            assertRefused(answer, 408, 20_408);
            assertThat(answer.headers()).containsEntry("connection", "close");
        }
    }

    @Test
    void chunkThatIsNoneIsRefusedInTime() throws IOException {
        assertRefused(ask(POST + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n"), 408, 20_408);
    }

    @Test
    void largeBodiesShareTheirMemoryAndGiveItBack() throws IOException {
        String large = POST + "Content-Length: 600001\r\n\r\n" + "a".repeat(600_000);
        try (RawConnection first = connect();
                RawConnection second = connect()) {
            first.send(large);
            assertThat(ask(POST + "Content-Length: 16000\r\n\r\n" + "a".repeat(16_000))
                            .body())
                    .isEqualTo("16000");
            assertRefused(second.send(large).answer(), 429, 20_429);

            assertThat(first.send("a").answer().body()).isEqualTo("600001");
            assertTimeoutPreemptively(SOON, () -> awaitLength(large + "a", "600001"));
        }
    }

    @Test
    void largeBodyKeepsItsMemoryUntilItsRequestIsAnswered() throws IOException {
        String large = " HTTP/1.1\r\nHost: a\r\nContent-Length: 600000\r\n\r\n" + "a".repeat(600_000);
        try (RawConnection first = connect()) {
            first.send("POST /busy" + large);
            ENTERED.acquireUninterruptibly();

            try {
                assertRefused(ask("POST /x" + large), 429, 20_429);
            } finally {
                MAY_ANSWER.release();
            }
            assertThat(first.answer().body()).isEqualTo("600000");
        }
        assertTimeoutPreemptively(SOON, () -> awaitLength("POST /x" + large, "600000"));
    }
}
