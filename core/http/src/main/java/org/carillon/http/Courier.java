// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.carillon.engine.webhooks.InvalidUrlException;
import org.carillon.engine.webhooks.WebhookResult.Kind;

/**
 * Carries one errand to its end: looks the host up, checks the address, connects to just that address, and follows
 * redirects, each of which is checked and signed anew.
 */
final class Courier {
    private final AddressGuard guard;
    private final Wire wire;
    private final ScheduledExecutorService timer;
    private final int maximumRedirects;

    Courier(AddressGuard guard, Wire wire, ScheduledExecutorService timer, int maximumRedirects) {
        this.guard = guard;
        this.wire = wire;
        this.timer = timer;
        this.maximumRedirects = maximumRedirects;
    }

    /** The last server's answer; fails with {@link DeliveryException}, in time. Never blocks. */
    CompletableFuture<Delivered> carry(Errand errand, Times times, Exchange.SinkChoice sinks) {
        return hop(errand, times, sinks, 0);
    }

    /** An answer, and the URL from which it came. */
    record Delivered(Head head, Sink sink, String url) {}

    private CompletableFuture<Delivered> hop(Errand errand, Times times, Exchange.SinkChoice sinks, int redirects) {
        Wire.Request request;
        try {
            request = errand.request();
        } catch (InvalidUrlException e) {
            return CompletableFuture.failedFuture(new DeliveryException(Kind.BAD_URL, String.valueOf(e.getMessage())));
        }
        Target target = request.target();
        Exchange.SinkChoice choice = head -> head.isRedirect() ? new IgnoredBody() : sinks.sinkFor(head);
        long connectBy = System.nanoTime() + Math.min(times.connect().toNanos(), times.nanosLeft());
        return addresses(target, connectBy)
                .thenCompose(addresses -> reach(request, addresses, 0, connectBy, times, choice))
                .thenCompose(done -> {
                    if (!done.head().isRedirect()) {
                        return CompletableFuture.completedFuture(new Delivered(done.head(), done.sink(), target.url()));
                    }
                    return follow(errand, done.head(), times, sinks, redirects + 1);
                });
    }

    private CompletableFuture<Delivered> follow(
            Errand errand, Head head, Times times, Exchange.SinkChoice sinks, int redirects) {
        if (redirects > maximumRedirects) {
            return CompletableFuture.failedFuture(new DeliveryException(
                    Kind.TOO_MANY_REDIRECTS,
                    "More than " + maximumRedirects + " redirects, the last one to " + "a place named by "
                            + urlOf(errand)));
        }
        try {
            return hop(errand.redirected(head), times, sinks, redirects);
        } catch (InvalidUrlException e) {
            return CompletableFuture.failedFuture(
                    new DeliveryException(Kind.BAD_URL, "A redirect leads nowhere. " + e.getMessage()));
        }
    }

    private static String urlOf(Errand errand) {
        try {
            return Target.parse(errand.url()).url();
        } catch (InvalidUrlException e) {
            return "a broken URL";
        }
    }

    private CompletableFuture<List<InetAddress>> addresses(Target target, long connectBy) {
        CompletableFuture<List<InetAddress>> found = guard.addressesOf(target.host());
        return within(
                found,
                connectBy,
                () -> new DeliveryException(
                        Kind.CONNECT_FAILED, "The host name was not looked up in time: " + target.host()));
    }

    /** Tries the addresses one after the other; together they have the time of one connection. */
    private CompletableFuture<Exchange.Done> reach(
            Wire.Request request,
            List<InetAddress> addresses,
            int index,
            long connectBy,
            Times times,
            Exchange.SinkChoice sinks) {
        int left = addresses.size() - index;
        Duration share = Duration.ofNanos(Math.max(0, connectBy - System.nanoTime()) / left);
        Times own = new Times(share, times.read(), times.deadline());
        CompletableFuture<Exchange.Done> sent = wire.send(request, addresses.get(index), own, sinks);
        if (left == 1) {
            return sent;
        }
        return sent.exceptionallyCompose(failure -> unwrap(failure).kind() == Kind.CONNECT_FAILED
                ? reach(request, addresses, index + 1, connectBy, times, sinks)
                : CompletableFuture.failedFuture(failure));
    }

    private <T> CompletableFuture<T> within(
            CompletableFuture<T> future, long deadline, Supplier<DeliveryException> tooLate) {
        if (future.isDone()) {
            return future;
        }
        ScheduledFuture<?> alarm = timer.schedule(
                () -> future.completeExceptionally(tooLate.get()), deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        return future.whenComplete((value, failure) -> alarm.cancel(false));
    }

    /** The reason inside what the futures wrap around it. */
    static DeliveryException unwrap(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof DeliveryException delivery
                ? delivery
                : new DeliveryException(Kind.BROKEN, "The request could not be sent: " + cause);
    }
}
