// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.answers;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.carillon.api.web.RequestIdFilter;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Holds each answer until it is whole, and has it written then without a thread that waits for a slow client. */
public class AnswerFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(AnswerFilter.class);

    private final AnswerRoom room = new AnswerRoom();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HeldAnswer answer = new HeldAnswer(request, response, room);
        HeldRequest held = new HeldRequest(request, answer);
        try {
            chain.doFilter(held, answer);
        } catch (IOException | ServletException | RuntimeException e) {
            LOG.errorf(e, "CARAPI0010 A request failed (%s)", String.valueOf(MDC.get(RequestIdFilter.MDC_KEY)));
            answer.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
        readToItsEnd(request.getInputStream());
        if (!request.isAsyncStarted()) {
            AsyncContext context = request.startAsync();
            context.setTimeout(0);
            answer.write(context);
        }
    }

    /** The container cannot end a request of whose collected body something is left. */
    private static void readToItsEnd(InputStream body) throws IOException {
        while (body.skip(Long.MAX_VALUE) > 0 || body.read() >= 0) {
            // Nobody wanted it.
        }
    }
}
