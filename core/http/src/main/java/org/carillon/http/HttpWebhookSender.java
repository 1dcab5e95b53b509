// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.carillon.engine.accounts.AuthTokens;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.InvalidUrlException;
import org.carillon.engine.webhooks.UrlResolver;
import org.carillon.engine.webhooks.WebhookLimits.RetryPolicy;
import org.carillon.engine.webhooks.WebhookRequest;
import org.carillon.engine.webhooks.WebhookResult;
import org.carillon.engine.webhooks.WebhookResult.Kind;
import org.carillon.engine.webhooks.WebhookSender;

/**
 * Sends webhooks with the rules of {@link WebhookSender}.
 *
 * <p>When as many requests are under way, in all or for the account, as the settings allow, one more fails at once with {@link Kind#CONNECT_FAILED}.
 * Results complete on the client's own threads: whoever continues there must not block.
 */
final class HttpWebhookSender implements WebhookSender {
    /** A result is never later than its limit by more than this, whatever the network and the resolver do. */
    private static final long GRACE_MILLIS = 20;

    private static final int MOST_REPEATS = 3;
    private static final String IDEMPOTENCY_TOKEN = "I-Twilio-Idempotency-Token";

    private final Courier courier;
    private final Tokens tokens;
    private final ScheduledExecutorService timer;
    private final InFlight inFlight;

    HttpWebhookSender(Courier courier, AuthTokens tokens, ScheduledExecutorService timer, InFlight inFlight) {
        this.courier = courier;
        this.tokens = new Tokens(tokens);
        this.timer = timer;
        this.inFlight = inFlight;
    }

    @Override
    public CompletionStage<WebhookResult> send(WebhookRequest request) {
        if (!inFlight.enter(request.account())) {
            return CompletableFuture.completedFuture(
                    new WebhookResult.Failed(Kind.CONNECT_FAILED, "Too many webhook requests are under way.", 0));
        }
        CompletableFuture<WebhookResult> result = new CompletableFuture<>();
        Times times = Times.startingNow(
                request.limits().connect(),
                request.limits().read(),
                request.limits().total());
        try {
            ScheduledFuture<?> alarm = timer.schedule(
                    () -> result.complete(tooLate()),
                    request.limits().total().toMillis() + GRACE_MILLIS,
                    TimeUnit.MILLISECONDS);
            var unused = tokens.of(request.account())
                    .thenCompose(token -> attempt(new Round(request, times), token, 1, 0))
                    .exceptionally(failure -> failed(failure, 0))
                    .thenAccept(result::complete);
            return result.whenComplete((done, failure) -> {
                alarm.cancel(false);
                inFlight.leave(request.account());
            });
        } catch (RejectedExecutionException e) {
            inFlight.leave(request.account());
            return CompletableFuture.completedFuture(
                    new WebhookResult.Failed(Kind.BROKEN, "The platform is shutting down.", 0));
        }
    }

    private record Round(WebhookRequest request, Times times) {}

    /**
     * @param number of this request, from 1
     * @param repeats how many of the earlier ones met a kept connection that was just being closed; these are no retries
     */
    private CompletionStage<WebhookResult> attempt(Round round, String token, int number, int repeats) {
        return once(round, token)
                .handle((reply, failure) -> new Outcome(
                        counted(failure == null ? reply : failed(failure, number), number),
                        failure != null && Courier.unwrap(failure).stale()))
                .thenCompose(outcome -> {
                    boolean repeat = outcome.stale && repeats < MOST_REPEATS;
                    boolean retry = retries(round.request, outcome.result, number - repeats);
                    if (round.times.isOver() || !(repeat || retry)) {
                        return CompletableFuture.completedFuture(outcome.result);
                    }
                    return attempt(round, token, number + 1, repeat ? repeats + 1 : repeats);
                });
    }

    private record Outcome(WebhookResult result, boolean stale) {}

    private CompletableFuture<WebhookResult> once(Round round, String token) {
        Errand errand;
        try {
            errand = errand(round.request, token);
        } catch (InvalidUrlException e) {
            return CompletableFuture.failedFuture(new DeliveryException(Kind.BAD_URL, String.valueOf(e.getMessage())));
        }
        return courier.carry(errand, round.times, head -> new MemorySink(MAXIMUM_BODY, head.encoding()))
                .thenApply(delivered -> new WebhookResult.Reply(
                        delivered.head().status(),
                        delivered.url(),
                        delivered.head().contentType(),
                        new WebhookResult.Body(
                                delivered.sink() instanceof MemorySink memory ? memory.body() : new byte[0]),
                        1));
    }

    private static Errand errand(WebhookRequest request, String token) throws InvalidUrlException {
        Map<String, String> headers = Map.of(IDEMPOTENCY_TOKEN, request.idempotencyToken(), "Accept-Encoding", "gzip");
        boolean post = request.method() == HttpMethod.POST;
        String url = withoutFragment(UrlResolver.absolute(request.url()));
        return new Errand(
                token,
                request.method(),
                post ? url : PercentEncoding.inQuery(url, request.parameters()),
                post ? request.parameters() : Map.of(),
                headers);
    }

    private static String withoutFragment(String url) {
        int hash = url.indexOf('#');
        return hash < 0 ? url : url.substring(0, hash);
    }

    private static boolean retries(WebhookRequest request, WebhookResult result, int attempts) {
        return attempts <= request.limits().retries()
                && policies(result).stream().anyMatch(request.limits()::retriesOn);
    }

    private static Set<RetryPolicy> policies(WebhookResult result) {
        if (result instanceof WebhookResult.Reply reply) {
            return switch (reply.status() / 100) {
                case 4 -> Set.of(RetryPolicy.CLIENT_ERROR);
                case 5 -> Set.of(RetryPolicy.SERVER_ERROR);
                default -> Set.of();
            };
        }
        return switch (((WebhookResult.Failed) result).kind()) {
            case CONNECT_FAILED, TLS_FAILED -> Set.of(RetryPolicy.CONNECT_FAILURE);
            case TIMEOUT, BROKEN -> Set.of(RetryPolicy.READ_TIMEOUT);
            case BAD_URL, ADDRESS_REFUSED, UNKNOWN_HOST, TOO_MANY_REDIRECTS, TOO_LARGE -> Set.of();
        };
    }

    private static WebhookResult counted(WebhookResult result, int attempts) {
        if (result instanceof WebhookResult.Reply reply) {
            return new WebhookResult.Reply(reply.status(), reply.url(), reply.contentType(), reply.body(), attempts);
        }
        WebhookResult.Failed failed = (WebhookResult.Failed) result;
        return new WebhookResult.Failed(failed.kind(), failed.message(), attempts);
    }

    private static WebhookResult failed(Throwable failure, int attempts) {
        DeliveryException reason = Courier.unwrap(failure);
        return new WebhookResult.Failed(reason.kind(), String.valueOf(reason.getMessage()), attempts);
    }

    private static WebhookResult tooLate() {
        return new WebhookResult.Failed(Kind.TIMEOUT, "The request did not come to its end in time.", 0);
    }
}
