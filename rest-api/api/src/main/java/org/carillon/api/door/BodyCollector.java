// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.door;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;

/**
 * Lets a request pass when its body has arrived, and keeps the body until then: whoever sends slowly, or never, holds a
 * connection and the memory of what he has sent, but no thread.
 */
final class BodyCollector implements HttpHandler {
    /** A longer body is refused with 413. */
    static final int MOST_BYTES = 1 << 20;

    /** A body that is not there after this time is refused with 408. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** For all bodies whose request is not answered; those of at most 16 KiB are taken even when it is used up. */
    private static final long MEMORY = 64L << 20;

    private final HttpHandler next;
    private final Room room;
    private final Duration longest;

    BodyCollector(HttpHandler next) {
        this(next, new Room(MEMORY), LONGEST);
    }

    BodyCollector(HttpHandler next, Room room, Duration longest) {
        this.next = next;
        this.room = room;
        this.longest = longest;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.isRequestComplete()) {
            next.handleRequest(exchange);
            return;
        }
        new IncomingBody(exchange, room, next).collect(longest);
    }
}
