// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.carillon.engine.accounts.AuthTokens;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.webhooks.ContentFetcher;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookLimits;
import org.carillon.engine.webhooks.WebhookResult.Kind;
import org.jboss.logging.Logger;

/**
 * Fetches audio into files, signed and checked as webhooks are. It has connections and a thread of its own: the disk must
 * not slow webhooks down. One retry when the connection fails.
 */
final class HttpContentFetcher implements ContentFetcher {
    private static final Logger LOG = Logger.getLogger(HttpContentFetcher.class);

    /** A result is never later than its limit by more than this. */
    private static final long GRACE_MILLIS = 20;

    private final Courier courier;
    private final Tokens tokens;
    private final ScheduledExecutorService timer;
    private final Duration total;
    private final InFlight inFlight;

    HttpContentFetcher(
            Courier courier, AuthTokens tokens, ScheduledExecutorService timer, Duration total, InFlight inFlight) {
        this.courier = courier;
        this.tokens = new Tokens(tokens);
        this.timer = timer;
        this.total = total;
        this.inFlight = inFlight;
    }

    @Override
    public CompletionStage<Fetched> fetch(AccountSid account, String url, Path folder, long maximumBytes, String etag) {
        if (!inFlight.enter(account)) {
            return CompletableFuture.completedFuture(
                    new Fetched.Failed(Kind.CONNECT_FAILED, "Too many files are being fetched."));
        }
        CompletableFuture<Fetched> result = new CompletableFuture<>();
        try {
            ScheduledFuture<?> alarm = timer.schedule(
                    () -> result.complete(new Fetched.Failed(Kind.TIMEOUT, "The file did not come in time.")),
                    total.toMillis() + GRACE_MILLIS,
                    TimeUnit.MILLISECONDS);
            var unused = carried(account, url, headers(etag), head -> sink(head, folder, maximumBytes))
                    .thenAccept(fetched -> {
                        if (!result.complete(fetched)) {
                            discard(fetched);
                        }
                    });
            return result.whenComplete((done, failure) -> {
                alarm.cancel(false);
                inFlight.leave(account);
            });
        } catch (RejectedExecutionException e) {
            inFlight.leave(account);
            return CompletableFuture.completedFuture(new Fetched.Failed(Kind.BROKEN, "The platform is shutting down."));
        }
    }

    private CompletionStage<Fetched> carried(
            AccountSid account, String url, Map<String, String> headers, Exchange.SinkChoice sinks) {
        WebhookLimits usual = WebhookLimits.DEFAULT;
        Times times = Times.startingNow(usual.connect(), usual.read(), total);
        return tokens.of(account)
                .thenCompose(token -> {
                    Errand errand = new Errand(token, HttpMethod.GET, url, Map.of(), headers);
                    return courier.carry(errand, times, sinks)
                            .exceptionallyCompose(failure -> again(failure)
                                    ? courier.carry(errand, times, sinks)
                                    : CompletableFuture.failedFuture(failure));
                })
                .thenApply(HttpContentFetcher::fetched)
                .exceptionally(failure -> {
                    DeliveryException reason = Courier.unwrap(failure);
                    return new Fetched.Failed(reason.kind(), String.valueOf(reason.getMessage()));
                });
    }

    private static void discard(Fetched late) {
        if (late instanceof Fetched.Content content) {
            try {
                Files.deleteIfExists(content.file());
            } catch (IOException e) {
                LOG.debugf("A file that came too late could not be removed: %s", e.getMessage());
            }
        }
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
