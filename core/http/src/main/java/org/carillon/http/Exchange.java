// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.carillon.engine.webhooks.WebhookResult.Kind;
import org.jspecify.annotations.Nullable;

/** One request to one address: watches its time limits and gives the response's body to a sink. */
final class Exchange implements AsyncResponseConsumer<Exchange.Done> {
    /** Under this name the exchange is found in the client's context. */
    static final String ATTRIBUTE = "carillon.exchange";

    private final Target target;
    private final Times times;
    private final SinkChoice sinks;
    private final ScheduledExecutorService timer;
    private final HttpClientContext context = HttpClientContext.create();
    private final CompletableFuture<Done> result = new CompletableFuture<>();
    private final long started = System.nanoTime();
    private volatile long lastSign = started;
    private volatile boolean connected;
    private volatile boolean answered;
    private volatile @Nullable Head head;
    private volatile @Nullable Sink sink;
    private volatile boolean finished;
    private volatile Runnable close = () -> {};
    private final AtomicReference<@Nullable Future<?>> alarm = new AtomicReference<>();
    private @Nullable FutureCallback<Done> callback;

    /** Where a body goes depends on the head. */
    interface SinkChoice {
        Sink sinkFor(Head head) throws IOException;
    }

    /** The response, complete. */
    record Done(Head head, Sink sink) {}

    Exchange(Target target, Times times, SinkChoice sinks, ScheduledExecutorService timer) {
        this.target = target;
        this.times = times;
        this.sinks = sinks;
        this.timer = timer;
        context.setAttribute(ATTRIBUTE, this);
    }

    HttpClientContext context() {
        return context;
    }

    /** Watches the running request. The result fails with {@link DeliveryException}, in time. */
    CompletableFuture<Done> watch(Future<Done> running) {
        var unused = result.whenComplete((done, failure) -> {
            setAlarm(null);
            if (failure != null) {
                running.cancel(true);
                close.run();
                releaseResources();
            }
        });
        checkTime();
        return result;
    }

    /**
     * The connection stands, TLS included; the request is being sent.
     *
     * @param closing closes the connection: to cancel the request does not always do so (seen in a test)
     */
    void connected(Runnable closing) {
        close = closing;
        lastSign = System.nanoTime();
        connected = true;
        if (result.isDone()) {
            closing.run();
        }
        checkTime();
    }

    /** The request has come to its end without a response. */
    void failed(DeliveryException failure) {
        releaseResources();
        result.completeExceptionally(failure);
    }

    void completed(Done done) {
        if (!result.complete(done)) {
            done.sink().discard();
        }
    }

    boolean isConnected() {
        return connected;
    }

    /**
     * Whether a kept-alive connection broke before any answer: most likely the server was closing it as we used it again.
     * The client counts responses among the requests, so only "more than one" can be relied on.
     */
    boolean isStale() {
        EndpointDetails endpoint = context.getEndpointDetails();
        return connected && !answered && endpoint != null && endpoint.getRequestCount() > 1;
    }

    private void checkTime() {
        if (result.isDone()) {
            return;
        }
        long now = System.nanoTime();
        long limit = connected
                ? lastSign + times.read().toNanos()
                : started + times.connect().toNanos();
        long left = Math.min(limit - now, times.deadline() - now);
        if (left <= 0) {
            failed(outOfTime());
            return;
        }
        try {
            setAlarm(timer.schedule(this::checkTime, left, TimeUnit.NANOSECONDS));
        } catch (RejectedExecutionException e) {
            failed(new DeliveryException(Kind.BROKEN, "The platform is shutting down."));
        }
    }

    private void setAlarm(@Nullable Future<?> next) {
        Future<?> earlier = alarm.getAndSet(next);
        if (earlier != null) {
            earlier.cancel(false);
        }
        if (next != null && result.isDone()) {
            next.cancel(false);
        }
    }

    private DeliveryException outOfTime() {
        if (!connected) {
            return new DeliveryException(Kind.CONNECT_FAILED, "No connection to " + target.authority() + " in time.");
        }
        String what = answered ? "The answer did not come to its end in time: " : "No answer in time: ";
        return new DeliveryException(Kind.TIMEOUT, what + target.url());
    }

    @Override
    public void consumeResponse(
            HttpResponse response, @Nullable EntityDetails entity, HttpContext unused, FutureCallback<Done> whenDone)
            throws IOException {
        lastSign = System.nanoTime();
        answered = true;
        Head read = Head.of(response);
        Sink chosen = sinks.sinkFor(read);
        head = read;
        sink = chosen;
        if (result.isDone()) {
            chosen.discard();
            throw new IOException("too late");
        }
        callback = whenDone;
        if (entity == null) {
            end();
        }
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext unused) {
        lastSign = System.nanoTime();
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer data) throws IOException {
        lastSign = System.nanoTime();
        Sink open = sink;
        if (open != null) {
            open.write(data);
        }
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) throws IOException {
        end();
    }

    private void end() throws IOException {
        Sink open = sink;
        Head read = head;
        FutureCallback<Done> waiting = callback;
        if (open != null && read != null && waiting != null) {
            open.finish();
            finished = true;
            waiting.completed(new Done(read, open));
        }
    }

    @Override
    public void failed(Exception cause) {
        // The client tells its own callback as well; the body must not be left half-written.
        releaseResources();
    }

    @Override
    public void releaseResources() {
        Sink open = sink;
        if (open != null && !finished) {
            open.discard();
        }
    }
}
