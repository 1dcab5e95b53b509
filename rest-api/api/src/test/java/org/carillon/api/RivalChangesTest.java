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
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.carillon.api.testing.ApiServer;
import org.carillon.api.testing.Samples;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.numbers.IncomingNumber;
import org.carillon.engine.numbers.PhoneNumber;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two change the same thing at the same time: what each wanted is there in the end. */
class RivalChangesTest {
    private static final PhoneNumberSid SID = new PhoneNumberSid("PN" + "7".repeat(32));
    private static final String BASE = "/2010-04-01/Accounts/" + Samples.ALICE;
    private static final Optional<WebhookTarget> NOBODY = Optional.empty();

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

    @Test
    void changeOfANumberKeepsWhatARivalHasJustChanged() throws Exception {
        server.numbers.add(number("Front desk", NOBODY));
        server.numbers.rival(before -> number("Renamed", before.voice()));

        JsonNode answer = post("/IncomingPhoneNumbers/" + SID + ".json", "VoiceUrl=http%3A%2F%2Ftenant.example%2Fv");

        IncomingNumber kept = server.numbers.find(Samples.ALICE, SID).orElseThrow();
        assertThat(kept.friendlyName()).isEqualTo("Renamed");
        assertThat(kept.voice()).contains(new WebhookTarget("http://tenant.example/v", HttpMethod.POST));
        assertThat(answer.path("friendly_name").asText()).isEqualTo("Renamed");
    }

    private static IncomingNumber number(String name, Optional<WebhookTarget> voice) {
        PhoneNumber number = new PhoneNumber("+442079460958");
        return new IncomingNumber(
                SID, Samples.ALICE, number, name, voice, NOBODY, NOBODY, false, Samples.MADE, Samples.MADE);
    }

    @Test
    void renamedAccountKeepsTheTokenThatARivalHasJustGivenIt() throws Exception {
        server.accounts.rival(before -> Samples.account(before.sid(), Samples.BOBS_TOKEN, Account.Status.ACTIVE));

        JsonNode answer = post(".json", "FriendlyName=Renamed");

        Account kept = server.accounts.find(Samples.ALICE).orElseThrow();
        assertThat(kept.authToken()).isEqualTo(Samples.BOBS_TOKEN);
        assertThat(kept.friendlyName()).isEqualTo("Renamed");
        assertThat(answer.path("auth_token").asText()).isEqualTo(Samples.BOBS_TOKEN);
    }

    private JsonNode post(String path, String form) throws IOException, InterruptedException {
        String pair = Samples.ALICE + ":" + Samples.ALICES_TOKEN;
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + BASE + path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return new ObjectMapper()
                .readTree(http.send(request, BodyHandlers.ofString()).body());
    }
}
