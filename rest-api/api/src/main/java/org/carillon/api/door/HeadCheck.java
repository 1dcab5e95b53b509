// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.door;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.carillon.api.web.ErrorBody;
import org.carillon.api.web.RequestIdFilter;
import org.carillon.engine.errors.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * Gives every request its id, keeps its answer out of caches, and refuses what its head alone shows to be wrong: the listener
 * and the servlet container would answer the same with a page of HTML or with nothing.
 */
final class HeadCheck implements HttpHandler {
    private static final int MOST_HEADERS = 200;
    private static final int LENGTH_DIGITS = 12;
    private static final Pattern HIDDEN =
            Pattern.compile("[/\\\\]*(?:META-INF|WEB-INF)(?:[/\\\\].*)?", Pattern.CASE_INSENSITIVE);
    private static final HttpString REQUEST_ID = new HttpString(RequestIdFilter.HEADER);
    private static final HttpString CONTENT_TYPE_OPTIONS = new HttpString("X-Content-Type-Options");

    private final HttpHandler next;

    HeadCheck(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        byte[] id = new byte[16];
        ThreadLocalRandom.current().nextBytes(id);
        exchange.getResponseHeaders()
                .put(REQUEST_ID, "RQ" + HexFormat.of().formatHex(id))
                .put(Headers.CACHE_CONTROL, "no-store")
                .put(CONTENT_TYPE_OPTIONS, "nosniff");
        Optional<ErrorBody> wrong = wrong(exchange);
        if (wrong.isPresent()) {
            Refusal.send(exchange, wrong.get());
            return;
        }
        next.handleRequest(exchange);
    }

    private static Optional<ErrorBody> wrong(HttpServerExchange exchange) {
        HttpString method = exchange.getRequestMethod();
        if (method.equals(Methods.TRACE) || method.equals(Methods.CONNECT)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD, POST, DELETE, OPTIONS");
            return Optional.of(ErrorBody.ofStatus(405));
        }
        if (headers(exchange) > MOST_HEADERS) {
            return Optional.of(ErrorBody.ofStatus(431));
        }
        String path = exchange.getRelativePath();
        if (!path.startsWith("/") || HIDDEN.matcher(path).matches()) {
            return Optional.of(ErrorBody.ofStatus(404));
        }
        String coding = exchange.getRequestHeaders().getFirst(Headers.TRANSFER_ENCODING);
        if (coding != null && !coding.strip().equalsIgnoreCase("chunked")) {
            return Optional.of(ErrorBody.of(
                    ApiError.NOT_OFFERED,
                    "Send the body with a Content-Length or as chunked; no other transfer coding."));
        }
        return isTooLong(exchange.getRequestHeaders().getFirst(Headers.CONTENT_LENGTH))
                ? Optional.of(ErrorBody.ofStatus(413))
                : Optional.empty();
    }

    private static int headers(HttpServerExchange exchange) {
        int count = 0;
        for (HeaderValues values : exchange.getRequestHeaders()) {
            count += values.size();
        }
        return count;
    }

    /** The listener has seen to it that there are digits only. */
    private static boolean isTooLong(@Nullable String length) {
        return length != null && (length.length() > LENGTH_DIGITS || Long.parseLong(length) > BodyCollector.MOST_BYTES);
    }
}
