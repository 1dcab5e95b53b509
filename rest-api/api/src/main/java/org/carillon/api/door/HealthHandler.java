// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.door;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import jakarta.servlet.ServletContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.carillon.api.health.Health;
import org.carillon.api.web.ErrorBody;

/** Answers {@code /health} without any of the threads that serve tenants: it is asked above all when those are busy. */
final class HealthHandler implements HttpHandler {
    private static final String PATH = "/health";

    private final ServletContext context;
    private final HttpHandler next;

    /** @param context in which {@link Health} is found once the application runs */
    HealthHandler(ServletContext context, HttpHandler next) {
        this.context = context;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (!exchange.getRelativePath().equals(PATH)) {
            next.handleRequest(exchange);
            return;
        }
        HttpString method = exchange.getRequestMethod();
        if (!method.equals(Methods.GET) && !method.equals(Methods.HEAD)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
            Refusal.send(exchange, ErrorBody.ofStatus(405));
            return;
        }
        if (!(context.getAttribute(Health.ATTRIBUTE) instanceof Health health)) {
            answer(exchange, Health.Report.NOTHING);
            return;
        }
        exchange.dispatch(
                SameThreadExecutor.INSTANCE,
                () -> health.report().thenAcceptAsync(report -> answer(exchange, report), exchange.getIoThread()));
    }

    private static void answer(HttpServerExchange exchange, Health.Report report) {
        exchange.setStatusCode(report.isUp() ? 200 : 503);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, ErrorBody.TYPE);
        exchange.getResponseSender().send(ByteBuffer.wrap(report.json().getBytes(StandardCharsets.UTF_8)));
    }
}
