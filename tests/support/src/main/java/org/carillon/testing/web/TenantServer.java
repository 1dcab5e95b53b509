// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.carillon.testing.NotSeen;
import org.carillon.testing.Waiting;
import org.carillon.testing.net.LoopbackPorts;
import org.carillon.testing.timeline.Timeline;
import org.carillon.testing.timeline.TimelineEvent;
import org.carillon.testing.timeline.TimelineEvent.Arrow;
import org.carillon.testing.timeline.TimelineEvent.Kind;

/**
 * A tenant's web server. Answers are scripted by path: one after the other, the last one for ever; a path without script
 * gives 404. Every request is kept, up to {@value #MAX_REQUESTS}, with a body of up to {@value #MAX_BODY} bytes.
 */
public final class TenantServer implements AutoCloseable {
    static final int MAX_REQUESTS = 20_000;
    static final int MAX_BODY = 1_000_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int THREADS = 64;
    private static final int PARTS = 20;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Timeline timeline;
    private final String name;
    private final Map<String, Function<WebRequest, WebReply>> scripts = new HashMap<>();
    private final List<WebRequest> requests = new ArrayList<>();
    private final Map<String, Integer> awaited = new HashMap<>();

    private TenantServer(String name, HttpServer server, Timeline timeline) {
        this.name = name;
        this.server = server;
        this.timeline = timeline;
        var pool = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_REQUESTS), task -> {
                    var thread = new Thread(task, "tenant-web");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Starts on a free port with a timeline of its own. */
    public static TenantServer start() {
        return start("web", 0, new Timeline());
    }

    /**
     * Starts.
     *
     * @param name in the timeline
     * @param port on 127.0.0.1, 0 for any free one
     * @throws UncheckedIOException if the port is taken
     */
    public static TenantServer start(String name, int port, Timeline timeline) {
        try {
            var address = new InetSocketAddress(LoopbackPorts.loopback(), port);
            return new TenantServer(name, HttpServer.create(address, 100), timeline);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + LoopbackPorts.HOST + ":" + port, e);
        }
    }

    /** The port. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** The absolute address of a path. */
    public String url(String path) {
        return "http://" + LoopbackPorts.HOST + ":" + port() + path;
    }

    /** Scripts a path: these answers in order, the last one for ever. Replaces an earlier script. */
    public TenantServer on(String path, WebReply first, WebReply... more) {
        var replies = new ArrayList<WebReply>();
        replies.add(first);
        replies.addAll(List.of(more));
        return on(path, request -> replies.size() > 1 ? replies.remove(0) : replies.get(0));
    }

    /** Scripts a path with a document, see {@link WebReply#twiml}. */
    public TenantServer onTwiml(String path, String verbs) {
        return on(path, WebReply.twiml(verbs));
    }

    /** Scripts a path with code; calls come one at a time. Replaces an earlier script. */
    public synchronized TenantServer on(String path, Function<WebRequest, WebReply> script) {
        scripts.put(path, script);
        return this;
    }

    /** All requests in the order they came. */
    public synchronized List<WebRequest> requests() {
        return List.copyOf(requests);
    }

    /** All requests of a path in the order they came. */
    public List<WebRequest> requests(String path) {
        return requests().stream().filter(r -> r.path().equals(path)).toList();
    }

    /** Waits up to 10 s for the next request of a path that no earlier await has given. */
    public WebRequest awaitRequest(String path) {
        return awaitRequest(path, PATIENCE);
    }

    /** Waits for the next request of a path that no earlier await has given. */
    public WebRequest awaitRequest(String path, Duration atMost) {
        return Waiting.until(atMost, () -> next(path), () -> "a request for " + path + "; came so far: " + requests());
    }

    private synchronized Optional<WebRequest> next(String path) {
        List<WebRequest> all = requests(path);
        int given = awaited.getOrDefault(path, 0);
        if (all.size() <= given) {
            return Optional.empty();
        }
        awaited.put(path, given + 1);
        return Optional.of(all.get(given));
    }

    /** Waits up to 10 s until that many requests of a path have come. */
    public List<WebRequest> awaitRequests(String path, int count) {
        Waiting.untilTrue(
                PATIENCE,
                () -> requests(path).size() >= count,
                () -> count + " requests for " + path + "; came so far: " + requests());
        return requests(path);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            WebRequest request = read(exchange);
            note(request, Arrow.IN, request.method() + " " + request.path());
            WebReply reply = answerTo(request);
            pause(reply.delay());
            if (reply.ending() == WebReply.Ending.NO_ANSWER) {
                note(request, Arrow.HERE, "closes the connection");
                return;
            }
            note(request, Arrow.OUT, reply.status() + " " + request.path());
            write(exchange, request, reply);
        }
    }

    private WebRequest read(HttpExchange exchange) throws IOException {
        Instant arrived = Instant.now();
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
        var headers = new HashMap<String, List<String>>();
        exchange.getRequestHeaders()
                .forEach((header, values) -> headers.put(header.toLowerCase(Locale.ROOT), List.copyOf(values)));
        synchronized (this) {
            var request = new WebRequest(
                    requests.size() + 1,
                    arrived,
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    Map.copyOf(headers),
                    new String(body, StandardCharsets.UTF_8));
            if (requests.size() < MAX_REQUESTS) {
                requests.add(request);
            }
            return request;
        }
    }

    private synchronized WebReply answerTo(WebRequest request) {
        Function<WebRequest, WebReply> script = scripts.get(request.path());
        return script == null ? WebReply.status(404) : script.apply(request);
    }

    private static void write(HttpExchange exchange, WebRequest request, WebReply reply) throws IOException {
        reply.headers().forEach((header, value) -> exchange.getResponseHeaders().set(header, value));
        byte[] body = reply.body();
        boolean bodyless = body.length == 0 || request.method().equals("HEAD") || reply.status() == 304;
        exchange.sendResponseHeaders(reply.status(), bodyless ? -1 : body.length);
        if (bodyless) {
            return;
        }
        OutputStream out = exchange.getResponseBody();
        byte[] sent = reply.sentBody();
        int part = reply.spread().isZero() ? sent.length : Math.max(1, sent.length / PARTS);
        for (int at = 0; at < sent.length; at += part) {
            out.write(sent, at, Math.min(part, sent.length - at));
            out.flush();
            pause(reply.spread().dividedBy(PARTS));
        }
    }

    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private void note(WebRequest request, Arrow arrow, String text) {
        String call = request.optional("CallSid").orElse(request.path());
        timeline.add(new TimelineEvent(Instant.now(), Kind.WEB, name, arrow, call, text, request.body()));
    }

    /**
     * Watches a path for this long.
     *
     * @throws NotSeen if a request comes
     */
    public void assertNoRequest(String path, Duration within) {
        int before = requests(path).size();
        pause(within);
        if (requests(path).size() > before) {
            throw new NotSeen("a request for " + path + " came that should not: " + requests(path));
        }
    }

    /** An address on 127.0.0.1 at which nobody listens. */
    public static String refusedUrl(String path) {
        return "http://" + LoopbackPorts.HOST + ":" + LoopbackPorts.freeSipPort() + path;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
