// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.carillon.api.testing.ApiServer;
import org.carillon.api.testing.Samples;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.recordings.Recording;
import org.carillon.engine.records.CallStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, seen without an SDK. */
class HttpBehaviourTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String FORM = "application/x-www-form-urlencoded";
    private static final String BASE = "/2010-04-01/Accounts/" + Samples.ALICE;
    private static final String ALICE = Samples.ALICE + ":" + Samples.ALICES_TOKEN;
    static final String CALL = "To=%2B15551234567&From=%2B442079460958&Twiml=%3CResponse%2F%3E";

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static ApiServer server;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(3);

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

    private HttpResponse<String> post(String path, String type, BodyPublisher body) throws Exception {
        return http.send(
                server.request(path, ALICE)
                        .header("Content-Type", type)
                        .POST(body)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> postCall(String form) throws Exception {
        return post(BASE + "/Calls.json", FORM, BodyPublishers.ofString(form));
    }

    static void assertError(HttpResponse<String> answer, int status, int code) throws IOException {
        JsonNode body = JSON.readTree(answer.body());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json;charset=utf-8");
        assertThat(answer.headers().firstValue("Twilio-Request-Id"))
                .get()
                .asString()
                .matches("RQ[0-9a-f]{32}");
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("code").asInt()).isEqualTo(code);
        assertThat(body.path("message").asText()).isNotEmpty();
        assertThat(body.path("more_info").asText()).endsWith("/" + code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:wrong",
                "ACcccccccccccccccccccccccccccccccc:0123456789abcdef0123456789abcdef",
                "ACcccccccccccccccccccccccccccccccc:00000000000000000000000000000000",
                "nobody:x",
                "nocolon"
            })
    void wrongCredentialsAreToldApartByNothing(String credentials) throws Exception {
        HttpResponse<String> answer = get(BASE + ".json", credentials);

        assertError(answer, 401, 20_003);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .get()
                .asString()
                .startsWith("Basic realm=");
        assertThat(answer.body()).isEqualTo(get(BASE + ".json", "").body());
    }

    @Test
    void brokenAuthorizationHeaderIsRefused() throws Exception {
        HttpRequest request = server.request(BASE + ".json", "")
                .header("Authorization", "Basic %%%")
                .build();

        assertError(http.send(request, BodyHandlers.ofString()), 401, 20_003);
    }

    @ParameterizedTest
    @CsvSource({
        "/, 404, 20404",
        "/favicon.ico, 404, 20404",
        "/2010-04-01/Accounts/AC1/Nothing.json, 404, 20404",
        "/%zz, 400, 20001",
        "/2010-04-01/Accounts.json?x=%z, 400, 20001",
        "/-/error, 404, 20404"
    })
    void wrongAddressIsAnsweredInJson(String path, int status, int code) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("\"code\":" + code);
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void filterWithABareAngleBracketIsUnderstood() throws Exception {
        String answer = raw("GET " + BASE + "/Calls.json?StartTime>=2020-01-01&PageSize=1 HTTP/1.1\r\nHost: a\r\n"
                + "Authorization: " + ApiServer.basic(ALICE) + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").contains("Calls.json?StartTime%3E=2020-01-01&PageSize=1&Page=0");
    }

    @Test
    void addressWithoutSuffixIsExplained() throws Exception {
        HttpResponse<String> answer = get(BASE + "/Calls", ALICE);

        assertError(answer, 404, 20_404);
        assertThat(answer.body()).contains(".json");
    }

    @Test
    void jsonIsAnsweredWhateverIsAccepted() throws Exception {
        HttpRequest request = server.request(BASE + ".json", ALICE)
                .header("Accept", "text/html")
                .build();

        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("sid").asText()).isEqualTo(Samples.ALICE.value());
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void methodThatDoesNotExistIsRefused() throws Exception {
        HttpRequest request = server.request(BASE + "/Calls.json", ALICE)
                .PUT(BodyPublishers.noBody())
                .build();

        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());

        assertError(answer, 405, 20_004);
        assertThat(answer.headers().firstValue("Allow")).get().asString().contains("GET", "POST");
    }

    @Test
    void headIsLikeGetWithoutABody() throws Exception {
        HttpRequest request = server.request(BASE + ".json", ALICE)
                .method("HEAD", BodyPublishers.noBody())
                .build();

        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void bodyThatIsNoFormIsRefused() throws Exception {
        assertError(post(BASE + "/Calls.json", "application/json", BodyPublishers.ofString("{}")), 415, 20_415);
        assertError(post(BASE + "/Calls.json", FORM + ";charset=utf-16", BodyPublishers.ofString("To=1")), 415, 20_415);
        assertError(postCall("To=%zz"), 400, 20_001);
        assertError(postCall("To=%ff"), 400, 20_001);
        assertError(postCall("To=%00"), 400, 20_001);
    }

    @Test
    void bodyOverTheLimitIsRefused() throws Exception {
        byte[] body = new byte[2 << 20];

        assertError(post(BASE + "/Calls.json", FORM, BodyPublishers.ofByteArray(body)), 413, 20_413);
        assertError(
                post(BASE + "/Calls.json", FORM, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))),
                413,
                20_413);
    }

    @Test
    void mistakesInACallHaveTheirCodes() throws Exception {
        assertError(postCall(""), 400, 21_201);
        assertError(postCall("To=%2B15551234567"), 400, 21_213);
        assertError(postCall("To=%2B15551234567&From=%2B15551234568"), 400, 21_205);
        assertError(postCall(CALL + "&Timeout=0"), 400, 21_228);
        assertError(postCall(CALL + "&StatusCallback=x&"), 400, 21_609);
        assertError(postCall(CALL + "&StatusCallback=http://a/&StatusCallbackMethod=PUT"), 400, 21_403);
        assertError(postCall(CALL + "&StatusCallbackEvent=ringing&StatusCallbackEvent=sleeping"), 400, 20_001);
        assertError(postCall(CALL + "&SendDigits=1234"), 400, 20_501);
        assertError(get(BASE + "/Calls.json?StartTime=yesterday", ALICE), 400, 20_007);
        assertError(get(BASE + "/Calls.json?PageToken=PAxxxx", ALICE), 400, 20_006);
        assertError(get(BASE + "/Calls.json?Page=3", ALICE), 400, 20_006);
        assertError(get(BASE + "/Calls.json?PageSize=none", ALICE), 400, 20_001);
    }

    @Test
    void overloadIsToldWith429() throws Exception {
        server.calls.failWith(new ApiException(ApiError.TOO_MANY_REQUESTS, "too many calls"));
        try {
            HttpResponse<String> answer = postCall(CALL);

            assertError(answer, 429, 20_429);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        } finally {
            server.calls.failWith(null);
        }
    }

    @Test
    void callWithAnIdempotencyKeyIsMadeOnce() throws Exception {
        int before = server.calls.made().size();

        HttpResponse<String> first = postWithKey("one", CALL);
        HttpResponse<String> second = postWithKey("one", CALL);
        HttpResponse<String> other = postWithKey("one", CALL + "&Timeout=5");
        HttpResponse<String> plain = postCall(CALL);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Idempotent-Replayed")).hasValue("false");
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertError(other, 400, 20_001);
        assertThat(JSON.readTree(plain.body()).path("sid"))
                .isNotEqualTo(JSON.readTree(first.body()).path("sid"));
        assertThat(server.calls.made()).hasSize(before + 2);
    }

    @Test
    void changeWithAnIdempotencyKeyHasAnIdOfItsOwn() throws Exception {
        CallSid call = CallSid.random(random);
        server.calls.add(
                Samples.call(Samples.ALICE, call, "+4930901820", "+4930901821", CallStatus.IN_PROGRESS, Samples.MADE));
        String path = BASE + "/Calls/" + call + ".json";
        int before = server.calls.commands().size();

        postWithKey(path, "hang up", "Status=completed");
        post(path, FORM, BodyPublishers.ofString("Status=completed"));
        post(path, FORM, BodyPublishers.ofString("Status=completed"));
        assertError(postWithKey(path, "x".repeat(256), "Status=completed"), 400, 20_001);

        List<String> commands = server.calls.commands().subList(before, before + 3);
        assertThat(server.calls.commands()).hasSize(before + 3);
        assertThat(commands).doesNotHaveDuplicates().startsWith("key-hang up");
    }

    private HttpResponse<String> postWithKey(String key, String form) throws Exception {
        return postWithKey(BASE + "/Calls.json", key, form);
    }

    private HttpResponse<String> postWithKey(String path, String key, String form) throws Exception {
        HttpRequest request = server.request(path, ALICE)
                .header("Content-Type", FORM)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(form))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    @Test
    void audioIsServedWholeAndInParts() throws Exception {
        RecordingSid sid = RecordingSid.random(random);
        byte[] audio = new byte[100_000];
        random.nextBytes(audio);
        server.vault.put(Samples.ALICE, sid, audio);
        String path = BASE + "/Recordings/" + sid;

        HttpResponse<byte[]> whole = audio(path + ".wav", "");
        HttpResponse<byte[]> part = audio(path, "bytes=10-19");

        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("Content-Type")).hasValue("audio/x-wav");
        assertThat(whole.headers().firstValue("Accept-Ranges")).hasValue("bytes");
        assertThat(whole.body()).isEqualTo(audio);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 10-19/100000");
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(audio, 10, 20));
        HttpResponse<byte[]> beyond = audio(path, "bytes=100000-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("Content-Range")).hasValue("bytes */100000");
        assertError(get(path + ".mp3", ALICE), 400, 20_501);
    }

    private HttpResponse<byte[]> audio(String path, String range) throws Exception {
        HttpRequest.Builder request = server.request(path, "");
        if (!range.isEmpty()) {
            request.header("Range", range);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    @Test
    void deletedAudioIsGone() throws Exception {
        RecordingSid sid = RecordingSid.random(random);
        server.recordings.add(Samples.recording(Samples.ALICE, sid, CallSid.random(random), Recording.Status.DELETED));
        server.vault.put(Samples.ALICE, sid, new byte[1]);

        assertError(get(BASE + "/Recordings/" + sid + ".wav", ALICE), 404, 20_404);
    }

    @Test
    void faultShowsNothingOfItsInsides() throws Exception {
        server.vault.put(Samples.ALICE, RecordingSid.random(random), new byte[1]);
        server.calls.failWith(new IllegalStateException("secret inside"));
        try {
            HttpResponse<String> answer = postCall(CALL);

            assertError(answer, 409, 20_409);
            assertThat(answer.body()).doesNotContain("secret");
        } finally {
            server.calls.failWith(null);
        }
    }
}
