// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.carillon.engine.accounts.AuthTokens;
import org.carillon.engine.addresses.Network;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookLimits;
import org.carillon.engine.webhooks.WebhookLimits.RetryPolicy;
import org.carillon.engine.webhooks.WebhookRequest;
import org.carillon.engine.webhooks.WebhookResult;
import org.carillon.engine.webhooks.WebhookSender;

/** What the tests of this module share. */
final class TestSetup {
    static final AccountSid ACCOUNT = new AccountSid("AC" + "1".repeat(32));
    static final String TOKEN = "0123456789abcdef0123456789abcdef";
    static final AuthTokens TOKENS = account -> CompletableFuture.completedFuture(TOKEN);

    /** Knows the names of the tests; nothing is ever asked of a real name server. */
    static final NameService NAMES = host -> switch (host) {
        case "localhost", "tenant.example", "other.example" -> List.of(InetAddress.getLoopbackAddress());
        case "inside.example" -> List.of(InetAddress.getByName("10.1.2.3"));
        default -> throw new UnknownHostException(host);
    };

    private TestSetup() {}

    static WebhookSettings settings() {
        return new WebhookSettings(
                List.of(Network.parse("127.0.0.0/8")),
                50,
                45,
                50,
                20,
                10,
                Duration.ofSeconds(4),
                Duration.ofSeconds(5));
    }

    static WebhookLimits limits(int connect, int read, int total, int retries, RetryPolicy... policies) {
        return new WebhookLimits(
                Duration.ofMillis(connect),
                Duration.ofMillis(read),
                Duration.ofMillis(total),
                retries,
                Set.of(policies));
    }

    static WebhookRequest post(String url, WebhookLimits limits) {
        return new WebhookRequest(ACCOUNT, HttpMethod.POST, url, Map.of("CallSid", "CA1"), limits, "token-1");
    }

    static WebhookRequest post(String url) {
        return post(url, WebhookLimits.DEFAULT);
    }

    static WebhookResult result(WebhookSender sender, WebhookRequest request) throws Exception {
        return sender.send(request).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    static WebhookResult.Reply reply(WebhookSender sender, WebhookRequest request) throws Exception {
        WebhookResult result = result(sender, request);
        if (result instanceof WebhookResult.Reply reply) {
            return reply;
        }
        throw new AssertionError(result);
    }

    static WebhookResult.Failed failure(WebhookSender sender, WebhookRequest request) throws Exception {
        WebhookResult result = result(sender, request);
        if (result instanceof WebhookResult.Failed failed) {
            return failed;
        }
        throw new AssertionError(result);
    }
}
