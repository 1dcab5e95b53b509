// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.converged;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Wraps the requests of a converged application before its filters see them. */
public final class ConvergedHandler implements HttpHandler {
    private final HttpHandler next;
    private final Supplier<@Nullable WebSessions> sessions;

    /**
     * @param next the filters and servlets
     * @param sessions gives null while the SIP side of the application is not there
     */
    public ConvergedHandler(HttpHandler next, Supplier<@Nullable WebSessions> sessions) {
        this.next = next;
        this.sessions = sessions;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var context = exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
        var known = sessions.get();
        if (known != null
                && context.getServletRequest() instanceof HttpServletRequest request
                && !ConvergedRequest.isWithin(request)) {
            context.setServletRequest(new ConvergedRequest(request, known));
        }
        next.handleRequest(exchange);
    }
}
