// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.webhooks.InvalidUrlException;
import org.carillon.engine.webhooks.UrlResolver;
import org.carillon.engine.webhooks.WebhookLimits.RetryPolicy;
import org.carillon.engine.webhooks.WebhookRequest;
import org.carillon.engine.webhooks.WebhookResult;
import org.carillon.engine.webhooks.WebhookResult.Kind;
import org.carillon.engine.webhooks.WebhookSender;

/**
 * A web in memory. Answers at once; keeps the port's promises about bodies, retries of statuses, bad URLs and unknown places,
 * as the contract test shows.
 */
final class FakeWebhookSender implements WebhookSender {
    private final Map<String, WebhookResult.Reply> pages = new HashMap<>();
    private final List<WebhookRequest> requests = new ArrayList<>();

    /** From now on the URL, without its query, answers so. */
    synchronized void put(String url, int status, String contentType, byte[] body) {
        pages.put(url, new WebhookResult.Reply(status, url, contentType, new WebhookResult.Body(body), 1));
    }

    /** What was asked, in order. */
    synchronized List<WebhookRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public synchronized CompletionStage<WebhookResult> send(WebhookRequest request) {
        requests.add(request);
        return CompletableFuture.completedFuture(answer(request));
    }

    private WebhookResult answer(WebhookRequest request) {
        String url;
        try {
            url = UrlResolver.absolute(request.url());
        } catch (InvalidUrlException e) {
            return new WebhookResult.Failed(Kind.BAD_URL, String.valueOf(e.getMessage()), 1);
        }
        WebhookResult.Reply page = pages.get(url.replaceFirst("\\?.*", ""));
        if (page == null) {
            return new WebhookResult.Failed(Kind.UNKNOWN_HOST, "nothing is there", 1);
        }
        if (page.body().length() > MAXIMUM_BODY) {
            return new WebhookResult.Failed(Kind.TOO_LARGE, "the body is too large", 1);
        }
        int attempts = retries(request, page.status()) ? 1 + request.limits().retries() : 1;
        return new WebhookResult.Reply(page.status(), url, page.contentType(), page.body(), attempts);
    }

    private static boolean retries(WebhookRequest request, int status) {
        boolean client = status / 100 == 4 && request.limits().retriesOn(RetryPolicy.CLIENT_ERROR);
        return client || (status / 100 == 5 && request.limits().retriesOn(RetryPolicy.SERVER_ERROR));
    }
}
