// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.carillon.api.testing.ApiServer;
import org.carillon.api.testing.Samples;
import org.carillon.engine.errors.StoreUnavailableException;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is away: what needs it says so, what does not goes on. */
class OutageTest {
    private static final String NUMBERS = "/IncomingPhoneNumbers.json";

    private final HttpClient http = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private ApiServer server;

    @BeforeEach
    void start(@TempDir Path folder) throws ServletException {
        server = new ApiServer(folder, true);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void databaseGoesAway() {
        RuntimeException away = new StoreUnavailableException(new IllegalStateException("jdbc:secret"));
        server.accounts.failWith(away);
        server.numbers.failWith(away);
    }

    @Test
    void whatNeedsTheDatabaseSaysThatItIsAway() throws Exception {
        assertThat(get(Samples.ALICE, Samples.ALICES_TOKEN, NUMBERS).statusCode())
                .isEqualTo(200);
        databaseGoesAway();

        assertUnavailable(get(Samples.ALICE, Samples.ALICES_TOKEN, NUMBERS));
    }

    @Test
    void accountThatIsNotKnownIsNotToldThatItsTokenIsWrong() throws Exception {
        databaseGoesAway();

        assertUnavailable(get(Samples.BOB, Samples.BOBS_TOKEN, NUMBERS));
    }

    @Test
    void livingCallOfAKnownAccountIsEnded() throws Exception {
        assertThat(get(Samples.ALICE, Samples.ALICES_TOKEN, NUMBERS).statusCode())
                .isEqualTo(200);
        CallRecord call = server.calls.add(Samples.call(
                Samples.ALICE,
                CallSid.random(new Random(3)),
                "+15550001",
                "+15550002",
                CallStatus.IN_PROGRESS,
                Instant.now()));
        databaseGoesAway();

        HttpResponse<String> answer = post("/Calls/" + call.sid() + ".json", "Status=completed");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("status").asText()).isEqualTo("completed");
    }

    @Test
    void callThatCannotBeCheckedIsNotMade() throws Exception {
        server.calls.failWith(new StoreUnavailableException(new IllegalStateException("jdbc:secret")));

        assertUnavailable(post("/Calls.json", "From=%2B15550001&To=%2B15550002&Url=http%3A%2F%2Ftenant.example%2Fv"));
    }

    private static void assertUnavailable(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(answer).path("code").asInt()).isEqualTo(20_503);
        assertThat(answer.body()).contains("ry again").doesNotContain("secret");
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpResponse<String> get(AccountSid account, String token, String path)
            throws IOException, InterruptedException {
        return http.send(request(account, token, path).GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        HttpRequest request = request(Samples.ALICE, Samples.ALICES_TOKEN, path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(AccountSid account, String token, String path) {
        String basic =
                Base64.getEncoder().encodeToString((account.value() + ":" + token).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(server.url() + "/2010-04-01/Accounts/" + account + path))
                .header("Authorization", "Basic " + basic);
    }
}
