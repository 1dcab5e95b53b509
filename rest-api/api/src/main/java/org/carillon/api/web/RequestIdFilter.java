// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jboss.logging.MDC;

/** Puts the id that every request has got at the door, and that is in its answer, into the log, too. */
public class RequestIdFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** The name in the answer. */
    public static final String HEADER = "Twilio-Request-Id";

    /** The name in the log. */
    public static final String MDC_KEY = "requestId";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = String.valueOf(response.getHeader(HEADER));
        MDC.put(MDC_KEY, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(MDC_KEY);
        }
    }
}
