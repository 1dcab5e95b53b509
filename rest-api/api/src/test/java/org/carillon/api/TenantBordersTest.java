// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.api.HttpBehaviourTest.CALL;
import static org.carillon.api.HttpBehaviourTest.FORM;
import static org.carillon.api.HttpBehaviourTest.assertError;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Random;
import org.carillon.api.testing.ApiServer;
import org.carillon.api.testing.Samples;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.recordings.Recording;
import org.carillon.engine.records.CallStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept from other tenants, and from those who may not act any more. */
class TenantBordersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE = "/2010-04-01/Accounts/" + Samples.ALICE;
    private static final String ALICE = Samples.ALICE + ":" + Samples.ALICES_TOKEN;

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static ApiServer server;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(9);

    @BeforeAll
    static void start() throws ServletException {
        server = new ApiServer(folder, true);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path, String credentials) throws Exception {
        return http.send(server.request(path, credentials).build(), BodyHandlers.ofString());
    }

    private HttpRequest callWithKey(String account, String credentials) {
        return server.request("/2010-04-01/Accounts/" + account + "/Calls.json", credentials)
                .header("Content-Type", FORM)
                .header("Idempotency-Key", "shared")
                .POST(BodyPublishers.ofString(CALL))
                .build();
    }

    @Test
    void suspendedAccountIsRefused() throws Exception {
        AccountSid sid = new AccountSid("AC" + "d".repeat(32));
        server.accounts.add(Samples.account(sid, Samples.BOBS_TOKEN, Account.Status.SUSPENDED));

        HttpResponse<String> answer = get("/2010-04-01/Accounts/" + sid + ".json", sid + ":" + Samples.BOBS_TOKEN);

        assertError(answer, 403, 20_005);
    }

    @Test
    void suspendedAccountIsToldOnlyToThoseWhoKnowItsToken() throws Exception {
        AccountSid sid = new AccountSid("AC" + "e".repeat(32));
        server.accounts.add(Samples.account(sid, Samples.BOBS_TOKEN, Account.Status.CLOSED));
        int made = server.calls.made().size();
        RecordingSid recording = RecordingSid.random(random);
        server.vault.put(sid, recording, new byte[1]);
        String path = "/2010-04-01/Accounts/" + sid;
        HttpRequest call = server.request(path + "/Calls.json", sid + ":" + Samples.BOBS_TOKEN)
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString(CALL))
                .build();

        assertError(http.send(call, BodyHandlers.ofString()), 403, 20_005);
        assertError(get(path + ".json", sid + ":" + Samples.ALICES_TOKEN), 401, 20_003);
        assertError(get(path + "/Recordings/" + recording + ".wav", ""), 404, 20_404);
        assertThat(server.calls.made()).hasSize(made);
    }

    @Test
    void othersThingsAreAnsweredLikeThingsThatDoNotExist() throws Exception {
        CallSid bobs = CallSid.random(random);
        server.calls.add(
                Samples.call(Samples.BOB, bobs, "+4930901820", "+4930901821", CallStatus.COMPLETED, Samples.MADE));
        CallSid nobodys = CallSid.random(random);

        HttpResponse<String> others = get(BASE + "/Calls/" + bobs + ".json", ALICE);
        HttpResponse<String> none = get(BASE + "/Calls/" + nobodys + ".json", ALICE);

        assertError(others, 404, 20_404);
        assertThat(others.body().replace(bobs.value(), "X"))
                .isEqualTo(none.body().replace(nobodys.value(), "X"));
        assertError(get("/2010-04-01/Accounts/" + Samples.BOB + "/Calls.json", ALICE), 404, 20_404);
        assertThat(get(BASE + "/Calls.json", ALICE).body()).doesNotContain(bobs.value());
        assertError(get(BASE + "/Calls/" + bobs + "/Recordings.json", ALICE), 404, 20_404);
        assertError(get(BASE + "/Calls/" + bobs + "/Notifications.json", ALICE), 404, 20_404);
    }

    @Test
    void keyIsTheAccountsOwn() throws Exception {
        HttpResponse<String> alices = http.send(callWithKey(Samples.ALICE.value(), ALICE), BodyHandlers.ofString());

        HttpResponse<String> answer = http.send(
                callWithKey(Samples.BOB.value(), Samples.BOB + ":" + Samples.BOBS_TOKEN), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(JSON.readTree(answer.body()).path("account_sid").asText()).isEqualTo(Samples.BOB.value());
        assertThat(JSON.readTree(answer.body()).path("sid"))
                .isNotEqualTo(JSON.readTree(alices.body()).path("sid"));
    }

    @Test
    void audioIsServedUnderItsOwnAccountOnly() throws Exception {
        RecordingSid sid = RecordingSid.random(random);
        server.vault.put(Samples.ALICE, sid, new byte[1]);
        server.recordings.add(
                Samples.recording(Samples.ALICE, sid, CallSid.random(random), Recording.Status.COMPLETED));
        String bobs = "/2010-04-01/Accounts/" + Samples.BOB + "/Recordings/" + sid;
        String bob = Samples.BOB + ":" + Samples.BOBS_TOKEN;
        HttpRequest removal = server.request(bobs + ".json", bob).DELETE().build();

        assertError(get(bobs + ".wav", ""), 404, 20_404);
        assertError(get(bobs, bob), 404, 20_404);
        assertError(get(bobs + ".json", bob), 404, 20_404);
        assertError(http.send(removal, BodyHandlers.ofString()), 404, 20_404);
        assertThat(get(BASE + "/Recordings/" + sid, "").statusCode()).isEqualTo(200);
    }

    @Test
    void audioWantsCredentialsWhenTheOperatorSaysSo() throws Exception {
        try (ApiServer strict = new ApiServer(folder, false)) {
            RecordingSid sid = RecordingSid.random(random);
            strict.vault.put(Samples.ALICE, sid, new byte[1]);
            URI address = URI.create(strict.url() + BASE + "/Recordings/" + sid + ".wav");

            assertThat(status(HttpRequest.newBuilder(address))).isEqualTo(401);
            assertThat(status(HttpRequest.newBuilder(address).header("Authorization", ApiServer.basic(ALICE))))
                    .isEqualTo(200);
            String bob = Samples.BOB + ":" + Samples.BOBS_TOKEN;
            assertThat(status(HttpRequest.newBuilder(address).header("Authorization", ApiServer.basic(bob))))
                    .isEqualTo(404);
        }
    }

    private int status(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
