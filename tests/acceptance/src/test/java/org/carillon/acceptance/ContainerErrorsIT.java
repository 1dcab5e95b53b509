// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.carillon.acceptance.harness.OnThePlatform;
import org.carillon.acceptance.harness.Platform;
import org.carillon.testing.web.RawConnection;
import org.carillon.testing.web.RawConnection.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the container itself finds wrong with a request, in the API's form. */
@OnThePlatform
class ContainerErrorsIT {
    private static Answer ask(Platform platform, String request) throws IOException {
        try (RawConnection connection = platform.connect()) {
            return connection.send(request).answer();
        }
    }

    private static void assertRefused(Answer answer, int status, int code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("content-type", "application/json;charset=utf-8");
        assertThat(answer.body())
                .contains("\"code\":" + code, "\"message\":", "\"more_info\":", "\"status\":" + status);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /WEB-INF/web.xml, '', 404, 20404",
        "GET /META-INF/MANIFEST.MF, '', 404, 20404",
        "GET /-/sip, '', 404, 20404",
        "GET /-/sip/WEB-INF/web.xml, '', 404, 20404",
        "TRACE /2010-04-01/Accounts.json, '', 405, 20004",
        "POST /2010-04-01/Accounts.json, 'Content-Length: 115000000', 413, 20413",
        "POST /2010-04-01/Accounts.json, 'Content-Length: 5000000000', 413, 20413",
        "POST /-/sip, 'Content-Length: 2000000', 413, 20413",
        "POST /2010-04-01/Accounts.json, 'Transfer-Encoding: gzip', 400, 20501",
    })
    void isToldInJson(String line, String header, int status, int code, Platform platform) throws IOException {
        String more = header.isEmpty() ? "" : header + "\r\n";
        assertRefused(ask(platform, line + " HTTP/1.1\r\nHost: a\r\n" + more + "\r\n"), status, code);
    }

    @Test
    void tooManyHeadersAreToldInJson(Platform platform) throws IOException {
        StringBuilder request = new StringBuilder("GET / HTTP/1.1\r\nHost: a\r\n");
        for (int i = 0; i < 1_000; i++) {
            request.append('X').append(i).append(": a\r\n");
        }
        assertRefused(ask(platform, request + "\r\n"), 431, 20431);
    }

    @Test
    void tooManyParametersAreToldInJson(Platform platform) throws IOException {
        String query = "a=b&".repeat(1_001);
        assertRefused(
                ask(platform, "GET /2010-04-01/Accounts.json?" + query + " HTTP/1.1\r\nHost: a\r\n\r\n"), 401, 20003);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 9\r\n\r\nTo=", "Transfer-Encoding: chunked\r\n\r\nZZ\r\n"})
    void bodyThatNeverEndsIsRefusedAfterTwentySeconds(String rest, Platform platform) throws IOException {
        try (RawConnection connection = platform.connect().withPatience(Duration.ofSeconds(25))) {
            connection.send("POST /2010-04-01/Accounts.json HTTP/1.1\r\nHost: a\r\n" + rest);

            Answer answer = connection.answer();

            assertRefused(answer, 408, 20408);
            assertThat(answer.headers()).containsEntry("connection", "close");
        }
    }

    /** These the listener answers before it asks anybody (docs/rest-api.md): an empty body, and the connection ends. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET http://other/ HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
            })
    void whatIsNoRequestEndsTheConnection(String request, Platform platform) throws IOException {
        try (RawConnection connection = platform.connect()) {
            Answer answer = connection.send(request).answer();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(connection.isEnded()).isTrue();
        }
    }
}
