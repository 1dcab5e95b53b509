// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import org.carillon.engine.errors.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * Takes addresses as people write them: in a query, characters that RFC 3986 wants escaped (the {@code >} of
 * {@code StartTime>=2026-11-20}) are escaped. A broken escape, or such a character in the path, is refused with 400. The
 * listener leaves this to us (wildfly-config/server), for it would answer with an empty body.
 */
public class AddressFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String MARKS = "-._~!$&'()*+,;=:@/";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI();
        String query = request.getQueryString();
        if (!isWellFormed(path) || !path.chars().allMatch(c -> c == '%' || isAllowed((char) c, ""))) {
            refuse(response, "The address holds characters that must be escaped, or a broken escape.");
            return;
        }
        if (query != null && !isWellFormed(query)) {
            refuse(response, "A percent sign in the query is not followed by two hexadecimal digits.");
            return;
        }
        String escaped = query == null ? null : escaped(query);
        chain.doFilter(escaped == null || escaped.equals(query) ? request : new Escaped(request, escaped), response);
    }

    private static void refuse(HttpServletResponse response, String message) throws IOException {
        ErrorServlet.write(response, ErrorBody.of(ApiError.BAD_REQUEST, message));
    }

    private static boolean isWellFormed(String text) {
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 3)) {
            if (i + 2 >= text.length()
                    || !HexFormat.isHexDigit(text.charAt(i + 1))
                    || !HexFormat.isHexDigit(text.charAt(i + 2))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char c, String also) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || MARKS.indexOf(c) >= 0
                || also.indexOf(c) >= 0;
    }

    /** The listener hands on bytes over 127 as characters of ISO 8859-1. */
    private static String escaped(String query) {
        StringBuilder out = new StringBuilder(query.length());
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (isAllowed(c, "%?")) {
                out.append(c);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            }
        }
        return out.toString();
    }

    /** A request with another query. */
    private static final class Escaped extends HttpServletRequestWrapper {
        private final String query;

        Escaped(HttpServletRequest request, String query) {
            super(request);
            this.query = query;
        }

        @Override
        public @Nullable String getQueryString() {
            return query;
        }
    }
}
