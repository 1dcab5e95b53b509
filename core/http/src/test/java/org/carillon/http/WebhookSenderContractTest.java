// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.http.TestSetup.limits;
import static org.carillon.http.TestSetup.post;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import org.carillon.engine.webhooks.WebhookLimits.RetryPolicy;
import org.carillon.engine.webhooks.WebhookResult.Kind;
import org.carillon.engine.webhooks.WebhookSender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the engine relies on; the fake must behave as the real one. */
class WebhookSenderContractTest {
    /** The promises. */
    abstract static class Contract {
        abstract WebhookSender sender();

        abstract String url(String path);

        abstract void page(String path, int status, String type, byte[] body);

        @Test
        void answerIsHandedOver() throws Exception {
            page("/voice", 200, "text/xml", "<Response/>".getBytes(StandardCharsets.UTF_8));
            var reply = TestSetup.reply(sender(), post(url("/voice?x=1")));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.contentType()).isEqualTo("text/xml");
            assertThat(reply.body().bytes()).asString().isEqualTo("<Response/>");
            assertThat(reply.url()).isEqualTo(url("/voice?x=1"));
            assertThat(reply.attempts()).isEqualTo(1);
        }

        @Test
        void errorStatusIsAnAnswer() throws Exception {
            page("/voice", 500, "text/plain", new byte[0]);
            assertThat(TestSetup.reply(sender(), post(url("/voice"))).status()).isEqualTo(500);
        }

        @Test
        void errorStatusIsRetriedByPolicy() throws Exception {
            page("/voice", 503, "text/plain", new byte[0]);
            var limits = limits(1000, 1000, 5000, 2, RetryPolicy.SERVER_ERROR);
            assertThat(TestSetup.reply(sender(), post(url("/voice"), limits)).attempts())
                    .isEqualTo(3);
        }

        @Test
        void largestBodyIsTakenAndALargerOneIsNot() throws Exception {
            page("/fits", 200, "text/xml", new byte[WebhookSender.MAXIMUM_BODY]);
            page("/large", 200, "text/xml", new byte[WebhookSender.MAXIMUM_BODY + 1]);
            assertThat(TestSetup.reply(sender(), post(url("/fits"))).body().length())
                    .isEqualTo(WebhookSender.MAXIMUM_BODY);
            assertThat(TestSetup.failure(sender(), post(url("/large"))).kind()).isEqualTo(Kind.TOO_LARGE);
        }

        @Test
        void badUrlFails() throws Exception {
            var failed = TestSetup.failure(sender(), post("voice.xml"));
            assertThat(failed.kind()).isEqualTo(Kind.BAD_URL);
            assertThat(failed.attempts()).isEqualTo(1);
        }

        @Test
        void unknownPlaceFails() throws Exception {
            assertThat(TestSetup.failure(sender(), post("http://nowhere.example/"))
                            .kind())
                    .isEqualTo(Kind.UNKNOWN_HOST);
        }
    }

    @Nested
    class Fake extends Contract {
        private final FakeWebhookSender fake = new FakeWebhookSender();

        @Override
        WebhookSender sender() {
            return fake;
        }

        @Override
        String url(String path) {
            return "http://tenant.example" + path;
        }

        @Override
        void page(String path, int status, String type, byte[] body) {
            fake.put(url(path), status, type, body);
        }

        @Test
        void requestsAreKept() throws Exception {
            page("/voice", 200, "text/xml", new byte[0]);
            var unused = TestSetup.result(fake, post(url("/voice")));
            assertThat(fake.requests()).containsExactly(post(url("/voice")));
        }
    }

    @Nested
    class Real extends Contract {
        private final WireMockServer server =
                new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        private HttpClients clients = new HttpClients(WebhookSettings.DEFAULT, TestSetup.TOKENS);

        @BeforeEach
        void start() throws Exception {
            server.start();
            clients.close();
            clients = new HttpClients(TestSetup.settings(), TestSetup.TOKENS, TestSetup.NAMES, SSLContext.getDefault());
        }

        @AfterEach
        void stop() {
            clients.close();
            server.stop();
        }

        @Override
        WebhookSender sender() {
            return clients.sender();
        }

        @Override
        String url(String path) {
            return "http://tenant.example:" + server.port() + path;
        }

        @Override
        void page(String path, int status, String type, byte[] body) {
            server.stubFor(any(urlPathEqualTo(URI.create(path).getPath()))
                    .willReturn(aResponse()
                            .withStatus(status)
                            .withHeader("Content-Type", type)
                            .withBody(body)));
        }
    }
}
