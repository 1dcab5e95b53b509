// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.servlet.ServletException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.carillon.api.testing.ApiServer;
import org.carillon.api.testing.Samples;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.records.CallStatus;
import org.carillon.testing.web.RawConnection;
import org.carillon.testing.web.RawConnection.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients who send or read slowly, or not at all, on a server with eight threads. */
class SlowClientsTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int MANY = 60;
    private static final String BASE = "/2010-04-01/Accounts/" + Samples.ALICE;

    @TempDir
    private Path folder;

    private final Random random = new Random(5);
    private final List<RawConnection> slow = new ArrayList<>();
    private final RecordingSid recording = RecordingSid.random(random);

    @SuppressWarnings("NullAway.Init")
    private ApiServer server;

    @BeforeEach
    void start() throws ServletException {
        server = new ApiServer(folder, true);
    }

    @AfterEach
    void stop() throws IOException {
        for (RawConnection connection : slow) {
            connection.close();
        }
        server.close();
    }

    private static String get(String path) {
        String credentials = Samples.ALICE + ":" + Samples.ALICES_TOKEN;
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)) + "\r\n\r\n";
    }

    private RawConnection slow(String request) throws IOException {
        RawConnection connection = new RawConnection(server.port());
        slow.add(connection);
        return connection.send(request);
    }

    private Answer ask(String path) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            return connection.send(get(path)).answer();
        }
    }

    private void assertServesSoon() {
        for (int i = 0; i < 10; i++) {
            assertTimeoutPreemptively(
                    SOON, () -> assertThat(ask(BASE + ".json").status()).isEqualTo(200));
        }
    }

    @Test
    void sendersWhoStopInTheirBodiesHoldNobodyUp() throws IOException {
        for (int i = 0; i < MANY; i++) {
            slow("POST " + BASE + "/Calls.json HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nTo=");
        }

        assertServesSoon();
    }

    @Test
    void readersWhoStopHoldNobodyUp() throws IOException {
        server.vault.put(Samples.ALICE, recording, new byte[8 << 20]);
        for (int i = 0; i < MANY; i++) {
            slow(get(BASE + "/Recordings/" + recording + ".wav"));
        }

        assertServesSoon();
    }

    @Test
    void clientsWhoAskOnAndOnAndReadNothingHoldNobodyUp() throws IOException {
        for (int i = 0; i < MANY; i++) {
            slow(get("/nothing").repeat(500));
        }

        assertServesSoon();
    }

    @Test
    void listsThatNobodyReadsHaveTheirBoundAndAreForgottenWithTheirClients() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            server.calls.add(Samples.call(
                    Samples.ALICE,
                    CallSid.random(random),
                    "+442079460958",
                    "+15551234567",
                    CallStatus.COMPLETED,
                    Samples.MADE.plusSeconds(i)));
        }
        String list = BASE + "/Calls.json?PageSize=1000";
        int size = ask(list).body().length();
        int most = (16 << 20) / size;
        for (int i = 0; i < 2 * most; i++) {
            slow(get(list));
        }

        assertTimeoutPreemptively(SOON.multipliedBy(2), () -> awaitStatus(list, 429));
        assertThat(ask(BASE + "/Calls.json?PageSize=1").status()).isEqualTo(200);
        for (RawConnection connection : slow) {
            connection.reset();
        }
        assertTimeoutPreemptively(SOON.multipliedBy(2), () -> awaitStatus(list, 200));
    }

    private void awaitStatus(String path, int status) throws IOException {
        int seen;
        do {
            seen = ask(path).status();
        } while (seen != status);
    }

    @Test
    void fileThatGoesWhileItIsReadEndsTheConnection() throws IOException {
        byte[] audio = new byte[8 << 20];
        server.vault.put(Samples.ALICE, recording, audio);
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(get(BASE + "/Recordings/" + recording + ".wav"));
            assertServesSoon();
            server.vault.delete(Samples.ALICE, recording);

            assertThatThrownBy(connection::answer).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void bodyThatNobodyWantedLeavesTheConnectionUsable() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            String request = get(BASE + ".json").replace("\r\n\r\n", "\r\nContent-Length: 3\r\n\r\nabc");

            assertThat(connection.send(request).answer().status()).isEqualTo(200);
            assertThat(connection.send(request).answer().status()).isEqualTo(200);
            assertThat(connection.send(get("/nothing")).answer().status()).isEqualTo(404);
        }
    }
}
