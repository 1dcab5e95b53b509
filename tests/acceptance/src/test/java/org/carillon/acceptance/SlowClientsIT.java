// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.carillon.acceptance.harness.OnThePlatform;
import org.carillon.acceptance.harness.Platform;
import org.carillon.testing.web.RawConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Clients who send and read slowly, or not at all: the others do not feel them, and the honest among them are served. */
@OnThePlatform
@Isolated("it measures how soon answers come")
class SlowClientsIT {
    private static final int MANY = 100;
    private static final int AUDIO_BYTES = 50_000_000;
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration SLOWLY = Duration.ofSeconds(5);
    private static final String RECORDING = "RE" + "5".repeat(32);

    private static String head(String method, Platform platform, String path) {
        String pair = platform.account().sid() + ":" + platform.account().token();
        return method + " /2010-04-01/Accounts/" + platform.account().sid() + path + " HTTP/1.1\r\nHost: a\r\n"
                + "Authorization: Basic "
                + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)) + "\r\n";
    }

    /** A hundred who stop in the middle of a body, a hundred who stop reading, some who ask for more and more. */
    private static List<RawConnection> slowOnes(Platform platform) throws IOException {
        String account = "/2010-04-01/Accounts/" + platform.account().sid();
        List<RawConnection> slow = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            slow.add(platform.connect()
                    .send("POST " + account + "/Calls.json HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nTo="));
            slow.add(platform.connect()
                    .send("GET " + account + "/Recordings/" + RECORDING + ".wav HTTP/1.1\r\nHost: a\r\n\r\n"));
        }
        for (int i = 0; i < MANY / 2; i++) {
            slow.add(platform.connect()
                    .send(("GET " + account + "/Calls.json HTTP/1.1\r\nHost: a\r\n\r\n").repeat(300)));
        }
        return slow;
    }

    private static Duration timeOf(Platform platform, String request) throws IOException {
        long begun = System.nanoTime();
        try (RawConnection connection = platform.connect()) {
            assertThat(connection.send(request).answer().status()).isEqualTo(200);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Test
    void slowClientsHoldNobodyUp(Platform platform) throws IOException {
        platform.addAudio(RECORDING, AUDIO_BYTES);
        List<RawConnection> slow = slowOnes(platform);
        try {
            for (int i = 0; i < 20; i++) {
                assertThat(timeOf(platform, head("GET", platform, "/Calls.json?PageSize=1") + "\r\n"))
                        .isLessThan(SOON);
                assertThat(timeOf(platform, "GET /health HTTP/1.1\r\nHost: a\r\n\r\n"))
                        .isLessThan(SOON);
            }
        } finally {
            for (RawConnection connection : slow) {
                connection.close();
            }
        }
    }

    @Test
    void slowUploadIsTaken(Platform platform) throws IOException {
        String form = "FriendlyName=Slowly+but+surely";
        try (RawConnection connection = platform.connect()) {
            connection.send(head("POST", platform, ".json")
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                    + "\r\n\r\n");

            RawConnection.Answer answer = connection.sendOver(form, SLOWLY).answer();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("Slowly but surely");
        }
    }

    @Test
    void slowDownloadIsWhole(Platform platform) throws IOException {
        platform.addAudio(RECORDING, AUDIO_BYTES);
        try (RawConnection connection = platform.connect()) {
            connection.send(head("GET", platform, "/Recordings/" + RECORDING + ".wav") + "\r\n");

            assertThat(connection.lengthReadOver(AUDIO_BYTES, SLOWLY)).isEqualTo(AUDIO_BYTES);
        }
    }
}
