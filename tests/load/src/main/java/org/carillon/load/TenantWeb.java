// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.carillon.load.BenchOptions.Fault;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.audio.Wav;
import org.carillon.testing.net.LoopbackPorts;

/**
 * A tenant's web server that does next to nothing: one document for every call, one prompt, and the time at which each
 * caller's webhook came. Leaner than the test bench's, because what it uses is taken from the platform.
 */
final class TenantWeb implements AutoCloseable {
    /** When and how often a caller's webhook came. */
    record Webhook(long nanoTime, Instant clock, int count) {}

    static final Duration LATE = Duration.ofMillis(300);

    private static final int THREADS = 16;
    private static final int MAX_BODY = 100_000;
    private static final int REFUSED = 20;

    private static final String DOCUMENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Response><Gather numDigits="1" timeout="60"><Say>Welcome. Please press a key.</Say>\
            <Play loop="0">/prompt.wav</Play></Gather></Response>
            """;

    private final byte[] prompt = Wav.bytes(Tones.babble(Duration.ofSeconds(4), 1));
    private final ConcurrentMap<String, Webhook> webhooks = new ConcurrentHashMap<>();
    private final AtomicInteger documents = new AtomicInteger();
    private final HttpServer server;
    private final ScheduledExecutorService threads;
    private final Fault fault;

    private TenantWeb(HttpServer server, Fault fault) {
        this.server = server;
        this.fault = fault;
        this.threads = Executors.newScheduledThreadPool(THREADS, task -> {
            var thread = new Thread(task, "tenant-web");
            thread.setDaemon(true);
            return thread;
        });
        long late = fault == Fault.LATE_WEBHOOK ? LATE.toMillis() : 0;
        server.setExecutor(task -> {
            var unused = threads.schedule(task, late, TimeUnit.MILLISECONDS);
        });
        server.createContext("/voice", this::voice);
        server.createContext("/prompt.wav", this::prompt);
        server.start();
    }

    static TenantWeb start(Fault fault) throws IOException {
        return new TenantWeb(HttpServer.create(new InetSocketAddress(LoopbackPorts.loopback(), 0), 1000), fault);
    }

    String voiceUrl() {
        return "http://" + LoopbackPorts.HOST + ":" + server.getAddress().getPort() + "/voice";
    }

    /** The first webhook of this caller, if it came. */
    Optional<Webhook> webhook(String from) {
        return Optional.ofNullable(webhooks.get(from));
    }

    private void voice(HttpExchange exchange) throws IOException {
        long arrived = System.nanoTime();
        Instant clock = Instant.now();
        try (exchange) {
            String body = new String(exchange.getRequestBody().readNBytes(MAX_BODY), StandardCharsets.UTF_8);
            webhooks.merge(
                    parameter(body, "From").orElse(""),
                    new Webhook(arrived, clock, 1),
                    (first, next) -> new Webhook(first.nanoTime(), first.clock(), first.count() + 1));
            boolean refuse = fault == Fault.REFUSED_DOCUMENTS && documents.incrementAndGet() % REFUSED == 0;
            answer(exchange, refuse ? 500 : 200, "text/xml", DOCUMENT.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void prompt(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange, 200, "audio/x-wav", prompt);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** A parameter of a form. */
    static Optional<String> parameter(String form, String name) {
        for (String pair : form.split("&", -1)) {
            Map.Entry<String, String> entry = entry(pair);
            if (entry.getKey().equals(name)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    private static Map.Entry<String, String> entry(String pair) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            return Map.entry(pair, "");
        }
        return Map.entry(
                pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
