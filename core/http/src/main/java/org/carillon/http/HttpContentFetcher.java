// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.carillon.engine.accounts.AuthTokens;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.webhooks.ContentFetcher;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookLimits;
import org.carillon.engine.webhooks.WebhookResult.Kind;

/**
 * Fetches audio into files, signed and checked as webhooks are. It has connections and a thread of its own: the disk must
 * not slow webhooks down. One retry when the connection fails.
 */
final class HttpContentFetcher implements ContentFetcher {
    private final Courier courier;
    private final AuthTokens tokens;
    private final Duration total;
    private final Semaphore free;

    HttpContentFetcher(Courier courier, AuthTokens tokens, Duration total, int maximumRequests) {
        this.courier = courier;
        this.tokens = tokens;
        this.total = total;
        this.free = new Semaphore(maximumRequests);
    }

    @Override
    public CompletionStage<Fetched> fetch(AccountSid account, String url, Path folder, long maximumBytes, String etag) {
        if (!free.tryAcquire()) {
            return CompletableFuture.completedFuture(
                    new Fetched.Failed(Kind.CONNECT_FAILED, "Too many files are being fetched."));
        }
        WebhookLimits usual = WebhookLimits.DEFAULT;
        Times times = Times.startingNow(usual.connect(), usual.read(), total);
        Exchange.SinkChoice sinks = head -> sink(head, folder, maximumBytes);
        return tokens.tokenOf(account)
                .thenCompose(token -> {
                    Errand errand = new Errand(token, HttpMethod.GET, url, Map.of(), headers(etag));
                    return courier.carry(errand, times, sinks)
                            .exceptionallyCompose(failure -> again(failure)
                                    ? courier.carry(errand, times, sinks)
                                    : CompletableFuture.failedFuture(failure));
                })
                .thenApply(HttpContentFetcher::fetched)
                .exceptionally(failure -> {
                    DeliveryException reason = Courier.unwrap(failure);
                    return new Fetched.Failed(reason.kind(), String.valueOf(reason.getMessage()));
                })
                .whenComplete((done, failure) -> free.release());
    }

    private static boolean again(Throwable failure) {
        DeliveryException reason = Courier.unwrap(failure);
        return reason.stale() || reason.kind() == Kind.CONNECT_FAILED || reason.kind() == Kind.TLS_FAILED;
    }

    private static Map<String, String> headers(String etag) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept-Encoding", "identity");
        if (!etag.isEmpty() && etag.chars().noneMatch(c -> c < ' ')) {
            headers.put("If-None-Match", etag);
        }
        return headers;
    }

    private static Sink sink(Head head, Path folder, long maximumBytes) throws IOException {
        if (head.status() != 200) {
            return new IgnoredBody();
        }
        if (!head.encoding().isEmpty() && !head.encoding().equalsIgnoreCase("identity")) {
            throw new IOException("the file is packed as " + head.encoding() + " although that was not asked for");
        }
        return new FileSink(folder, maximumBytes);
    }

    private static Fetched fetched(Courier.Delivered delivered) {
        Head head = delivered.head();
        if (delivered.sink() instanceof FileSink sink) {
            return new Fetched.Content(sink.file(), head.contentType(), head.etag(), head.cacheControl());
        }
        return head.status() == 304 ? new Fetched.Unchanged(head.cacheControl()) : new Fetched.Refused(head.status());
    }
}
