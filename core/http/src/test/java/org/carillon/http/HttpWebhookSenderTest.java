// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.http.TestSetup.ACCOUNT;
import static org.carillon.http.TestSetup.limits;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.twilio.security.RequestValidator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookLimits;
import org.carillon.engine.webhooks.WebhookLimits.RetryPolicy;
import org.carillon.engine.webhooks.WebhookRequest;
import org.carillon.engine.webhooks.WebhookResult;
import org.carillon.engine.webhooks.WebhookResult.Kind;
import org.carillon.engine.webhooks.WebhookSender;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that behaves. */
class HttpWebhookSenderTest {
    private static WireMockServer server;
    private static HttpClients clients;
    private static WebhookSender sender;

    @BeforeAll
    static void start() throws Exception {
        server = new WireMockServer(
                options().dynamicPort().bindAddress("127.0.0.1").gzipDisabled(true));
        server.start();
        clients = new HttpClients(TestSetup.settings(), TestSetup.TOKENS, TestSetup.NAMES, SSLContext.getDefault());
        sender = clients.sender();
    }

    @AfterAll
    static void stop() {
        clients.close();
        server.stop();
    }

    @BeforeEach
    void reset() {
        server.resetAll();
    }

    private static String url(String path) {
        return "http://tenant.example:" + server.port() + path;
    }

    private static List<LoggedRequest> requests() {
        return server.getAllServeEvents().stream()
                .sorted(java.util.Comparator.comparing(
                        event -> event.getRequest().getLoggedDate()))
                .map(ServeEvent::getRequest)
                .toList();
    }

    private static Map<String, String> call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("CallSid", "CA1234");
        parameters.put("From", "+15550001");
        parameters.put("CallerName", "Gr\u00fc\u00dfe \u4f60\u597d & Co=1");
        parameters.put("Digits", "");
        return parameters;
    }

    private static WebhookRequest request(HttpMethod method, String url) {
        return new WebhookRequest(ACCOUNT, method, url, call(), WebhookLimits.DEFAULT, "idem-1");
    }

    private static Map<String, String> form(LoggedRequest request) {
        Map<String, String> form = new LinkedHashMap<>();
        request.formParameters().forEach((name, value) -> form.put(name, value.firstValue()));
        return form;
    }

    /** Judges a request as a tenant would: with the official library, by what arrived. */
    private static boolean isSigned(LoggedRequest request) {
        RequestValidator official = new RequestValidator(TestSetup.TOKEN);
        Map<String, String> form = form(request);
        String host = request.getHeader("Host");
        return official.validate("http://" + host + request.getUrl(), form, request.getHeader("X-Twilio-Signature"));
    }

    @Test
    void postCarriesAFormThatTheOfficialLibraryAccepts() throws Exception {
        server.stubFor(post(urlPathEqualTo("/voice"))
                .willReturn(aResponse().withHeader("Content-Type", "text/xml").withBody("<Response/>")));
        var reply = TestSetup.reply(sender, request(HttpMethod.POST, url("/voice?tenant=a%20b&x=1")));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.contentType()).isEqualTo("text/xml");
        assertThat(new String(reply.body().bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("<Response/>");
        assertThat(reply.url()).isEqualTo(url("/voice?tenant=a%20b&x=1"));
        assertThat(reply.attempts()).isEqualTo(1);
        LoggedRequest request = requests().get(0);
        assertThat(form(request).get("CallerName")).isEqualTo(call().get("CallerName"));
        assertThat(request.getHeader("Content-Type")).isEqualTo("application/x-www-form-urlencoded; charset=UTF-8");
        assertThat(isSigned(request)).isTrue();
    }

    @Test
    void getCarriesTheParametersInASignedQuery() throws Exception {
        server.stubFor(get(urlPathEqualTo("/voice")).willReturn(aResponse().withBody("x")));
        assertThat(TestSetup.reply(sender, request(HttpMethod.GET, url("/voice?a=1")))
                        .status())
                .isEqualTo(200);
        LoggedRequest request = requests().get(0);
        assertThat(request.getUrl()).startsWith("/voice?a=1&CallSid=CA1234&From=%2B15550001&CallerName=Gr%C3%BC");
        assertThat(request.queryParameter("CallerName").firstValue()).isEqualTo(call().get("CallerName"));
        assertThat(request.getBody()).isEmpty();
        assertThat(isSigned(request)).isTrue();
    }

    @Test
    void headersTellWhoAsks() throws Exception {
        server.stubFor(any(anyUrl()).willReturn(aResponse()));
        assertThat(TestSetup.reply(sender, request(HttpMethod.POST, url("/"))).status())
                .isEqualTo(200);
        LoggedRequest request = requests().get(0);
        assertThat(request.getHeader("User-Agent")).startsWith("Carillon/");
        assertThat(request.getHeader("Accept")).isEqualTo("*/*");
        assertThat(request.getHeader("I-Twilio-Idempotency-Token")).isEqualTo("idem-1");
        assertThat(request.getHeader("Host")).isEqualTo("tenant.example:" + server.port());
        assertThat(request.getHeaders().all().stream().map(HttpHeader::key))
                .doesNotContain("Upgrade", "Cookie", "Expect", "Authorization");
    }

    @Test
    void credentialsInTheUrlBecomeBasicAuthentication() throws Exception {
        server.stubFor(post(urlPathEqualTo("/voice"))
                .withBasicAuth("user", "p@ss word+")
                .willReturn(aResponse().withStatus(204)));
        String url = "http://user:p%40ss%20word+@tenant.example:" + server.port() + "/voice";
        WebhookResult.Reply reply = TestSetup.reply(sender, request(HttpMethod.POST, url));
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.url()).isEqualTo(url("/voice"));
        assertThat(isSigned(requests().get(0))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void redirectIsFollowedWithGetAndWithoutParameters(int status) throws Exception {
        server.stubFor(post(urlPathEqualTo("/old"))
                .willReturn(aResponse().withStatus(status).withHeader("Location", "new?to=1")));
        server.stubFor(get(urlPathEqualTo("/new")).willReturn(aResponse().withBody("here")));
        var reply = TestSetup.reply(sender, request(HttpMethod.POST, url("/old")));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.url()).isEqualTo(url("/new?to=1"));
        assertThat(requests().get(1).getUrl()).isEqualTo("/new?to=1");
        assertThat(requests()).allMatch(HttpWebhookSenderTest::isSigned);
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void redirectThatKeepsTheMethodKeepsTheForm(int status) throws Exception {
        server.stubFor(post(urlPathEqualTo("/old"))
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Location", "http://other.example:" + server.port() + "/new")));
        server.stubFor(post(urlPathEqualTo("/new")).willReturn(aResponse().withBody("here")));
        assertThat(TestSetup.reply(sender, request(HttpMethod.POST, url("/old")))
                        .url())
                .isEqualTo("http://other.example:" + server.port() + "/new");
        assertThat(form(requests().get(1)).get("From")).isEqualTo("+15550001");
        assertThat(requests()).allMatch(HttpWebhookSenderTest::isSigned);
    }

    @Test
    void credentialsDoNotFollowToAnotherServer() throws Exception {
        server.stubFor(post(urlPathEqualTo("/old"))
                .willReturn(aResponse()
                        .withStatus(307)
                        .withHeader("Location", "http://other.example:" + server.port() + "/new")));
        server.stubFor(post(urlPathEqualTo("/new")).willReturn(aResponse()));
        assertThat(TestSetup.reply(
                                sender, request(HttpMethod.POST, "http://u:p@tenant.example:" + server.port() + "/old"))
                        .status())
                .isEqualTo(200);
        assertThat(requests().get(0).containsHeader("Authorization")).isTrue();
        assertThat(requests().get(1).containsHeader("Authorization")).isFalse();
    }

    @Test
    void redirectsWithoutEndAreGivenUp() throws Exception {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(302).withHeader("Location", "/again")));
        assertThat(TestSetup.failure(sender, request(HttpMethod.POST, url("/start")))
                        .kind())
                .isEqualTo(Kind.TOO_MANY_REDIRECTS);
        assertThat(requests()).hasSize(11);
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.1/x, ADDRESS_REFUSED",
        "http://169.254.169.254/latest, ADDRESS_REFUSED",
        "http://inside.example/, ADDRESS_REFUSED",
        "http://2130706433/, ADDRESS_REFUSED",
        "http://[::1]/, ADDRESS_REFUSED",
        "http://nowhere.example/, UNKNOWN_HOST",
        "file:///etc/passwd, BAD_URL",
        "http://:80/, BAD_URL",
    })
    void everyRedirectIsCheckedLikeTheFirstAddress(String location, Kind expected) throws Exception {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(307).withHeader("Location", location)));
        assertThat(TestSetup.failure(sender, TestSetup.post(url("/start"), limits(1000, 1000, 3000, 0)))
                        .kind())
                .isEqualTo(expected);
        assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 300, 304, 305, 404, 500})
    void otherStatusIsAnAnswer(int status) throws Exception {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));
        assertThat(TestSetup.reply(sender, TestSetup.post(url("/"))).status()).isEqualTo(status);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void serverErrorIsRetriedWhenThePolicySaysSo() throws Exception {
        server.stubFor(any(anyUrl())
                .inScenario("retry")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(503))
                .willSetStateTo("up"));
        server.stubFor(any(anyUrl())
                .inScenario("retry")
                .whenScenarioStateIs("up")
                .willReturn(aResponse().withStatus(200)));
        var reply = TestSetup.reply(
                sender, TestSetup.post(url("/"), limits(1000, 1000, 3000, 3, RetryPolicy.SERVER_ERROR)));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.attempts()).isEqualTo(2);
        assertThat(requests().get(0).getHeader("I-Twilio-Idempotency-Token"))
                .isEqualTo(requests().get(1).getHeader("I-Twilio-Idempotency-Token"));
    }

    @ParameterizedTest
    @CsvSource({"404, CLIENT_ERROR, 3", "404, ALL, 3", "500, ALL, 3", "404, SERVER_ERROR, 1", "500, CONNECT_FAILURE, 1"
    })
    void statusIsRetriedByItsPolicyAlone(int status, RetryPolicy policy, int attempts) throws Exception {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));
        var reply = TestSetup.reply(sender, TestSetup.post(url("/"), limits(1000, 1000, 3000, 2, policy)));
        assertThat(reply.attempts()).isEqualTo(attempts);
        assertThat(requests()).hasSize(attempts);
    }

    @Test
    void packedAnswerIsUnpacked() throws Exception {
        byte[] packed = Gzip.pack("<Response>packed</Response>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        server.stubFor(any(anyUrl())
                .willReturn(aResponse().withHeader("Content-Encoding", "gzip").withBody(packed)));
        assertThat(TestSetup.reply(sender, TestSetup.post(url("/"))).body().bytes())
                .asString()
                .isEqualTo("<Response>packed</Response>");
        assertThat(requests().get(0).getHeader("Accept-Encoding")).isEqualTo("gzip");
    }

    @Test
    void smallPackedAnswerThatUnpacksToAHugeOneIsTooLarge() throws Exception {
        byte[] packed = Gzip.pack(new byte[20_000_000]);
        assertThat(packed).hasSizeLessThan(WebhookSender.MAXIMUM_BODY);
        server.stubFor(any(anyUrl())
                .willReturn(aResponse().withHeader("Content-Encoding", "gzip").withBody(packed)));
        assertThat(TestSetup.failure(sender, TestSetup.post(url("/"))).kind()).isEqualTo(Kind.TOO_LARGE);
    }

    /** Whoever unpacked all of it, to measure it then, would find its end missing. */
    @Test
    void packedAnswerIsUnpackedNoFurtherThanItsBound() throws Exception {
        byte[] packed = Gzip.pack(new byte[20_000_000]);
        byte[] cut = java.util.Arrays.copyOf(packed, packed.length - 8);
        server.stubFor(any(anyUrl())
                .willReturn(aResponse().withHeader("Content-Encoding", "gzip").withBody(cut)));
        assertThat(TestSetup.failure(sender, TestSetup.post(url("/"))).kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void answerThatIsNotPackedAlthoughItSaysSoIsBroken() throws Exception {
        server.stubFor(any(anyUrl())
                .willReturn(aResponse().withHeader("Content-Encoding", "gzip").withBody("plain")));
        assertThat(TestSetup.failure(sender, TestSetup.post(url("/"))).kind()).isEqualTo(Kind.BROKEN);
    }

    @ParameterizedTest
    @CsvSource({"65536, false", "65537, true", "10000000, true"})
    void bodyHasABound(int size, boolean tooLarge) throws Exception {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withBody(new byte[size])));
        WebhookResult result = TestSetup.result(sender, TestSetup.post(url("/")));
        if (tooLarge) {
            assertThat(result)
                    .isInstanceOfSatisfying(
                            WebhookResult.Failed.class,
                            failed -> assertThat(failed.kind()).isEqualTo(Kind.TOO_LARGE));
        } else {
            assertThat(result)
                    .isInstanceOfSatisfying(
                            WebhookResult.Reply.class,
                            reply -> assertThat(reply.body().length()).isEqualTo(size));
        }
    }

    @Test
    void connectionsAreUsedAgain() throws Exception {
        try (RawServer raw = new RawServer((socket, number) -> {
            while (true) {
                String unused = RawServer.head(socket);
                RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
        })) {
            for (int i = 0; i < 10; i++) {
                assertThat(TestSetup.reply(sender, TestSetup.post(raw.url("/"))).status())
                        .isEqualTo(200);
            }
            // The answer may be handed over a moment before its connection is free again.
            assertThat(raw.connections()).isLessThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"voice.xml", "ftp://tenant.example/", "http://tenant.example:0/", ""})
    void badUrlFailsWithoutAskingAnybody(String url) throws Exception {
        assertThat(TestSetup.failure(sender, TestSetup.post(url)).kind()).isEqualTo(Kind.BAD_URL);
    }

    @Test
    void oneRequestTooManyFailsAtOnceAndTheOthersGoOn() throws Exception {
        WebhookSettings usual = TestSetup.settings();
        WebhookSettings small =
                new WebhookSettings(usual.allowedNetworks(), 3, 2, 10, 10, 10, usual.keepAlive(), usual.contentTime());
        AccountSid other = new AccountSid("AC" + "2".repeat(32));
        CompletableFuture<String> token = new CompletableFuture<>();
        server.stubFor(any(anyUrl()).willReturn(aResponse()));
        try (HttpClients few = new HttpClients(small, account -> token, TestSetup.NAMES, SSLContext.getDefault())) {
            var first = few.sender().send(TestSetup.post(url("/"))).toCompletableFuture();
            var second = few.sender().send(TestSetup.post(url("/"))).toCompletableFuture();
            assertThat(TestSetup.failure(few.sender(), TestSetup.post(url("/"))).kind())
                    .isEqualTo(Kind.CONNECT_FAILED);
            WebhookRequest others =
                    new WebhookRequest(other, HttpMethod.GET, url("/"), Map.of(), WebhookLimits.DEFAULT, "x");
            var third = few.sender().send(others).toCompletableFuture();
            assertThat(third).isNotDone();
            assertThat(TestSetup.failure(few.sender(), others).kind()).isEqualTo(Kind.CONNECT_FAILED);
            token.complete(TestSetup.TOKEN);
            for (var each : List.of(first, second, third)) {
                assertThat(each.get(5, TimeUnit.SECONDS)).isInstanceOf(WebhookResult.Reply.class);
            }
            assertThat(TestSetup.reply(few.sender(), TestSetup.post(url("/"))).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void accountWithoutTokenFails() throws Exception {
        try (HttpClients none = new HttpClients(
                TestSetup.settings(),
                account -> CompletableFuture.failedFuture(new java.util.NoSuchElementException("no account")),
                TestSetup.NAMES,
                SSLContext.getDefault())) {
            assertThat(TestSetup.failure(none.sender(), TestSetup.post(url("/")))
                            .kind())
                    .isEqualTo(Kind.BROKEN);
        }
    }
}
