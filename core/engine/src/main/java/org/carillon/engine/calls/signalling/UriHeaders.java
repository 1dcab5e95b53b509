// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.signalling;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The headers that a SIP URI asks its request to carry: {@code sip:a@host?X-Customer=42&X-Colour=blue} (RFC 3261 section
 * 19.1.5). They never stand in a Request-URI. Only names that begin with {@code X-}, and {@code User-to-User} (RFC 7433),
 * are taken, as with Twilio: no other header of a request is a tenant's business.
 */
public final class UriHeaders {
    private static final int MOST = 20;
    private static final int LONGEST = 1024;
    private static final String NAME = "(?i)(x-[a-z0-9!%*_+`'~.-]{1,98}|user-to-user)";

    private UriHeaders() {}

    /** The headers in the order they are written; those that may not be sent are left out. */
    public static Map<String, String> in(String uri) {
        int mark = uri.indexOf('?');
        Map<String, String> headers = new LinkedHashMap<>();
        if (mark < 0 || !isSip(uri)) {
            return headers;
        }
        for (String pair : uri.substring(mark + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals);
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            boolean fits = name.length() + value.length() <= LONGEST && headers.size() < MOST;
            if (name.matches(NAME) && fits && value.chars().noneMatch(Character::isISOControl)) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    /** The URI as it stands in a request: without headers. */
    public static String without(String uri) {
        int mark = uri.indexOf('?');
        return mark < 0 || !isSip(uri) ? uri : uri.substring(0, mark);
    }

    private static boolean isSip(String uri) {
        String scheme = uri.substring(0, Math.min(5, uri.length())).toLowerCase(Locale.ROOT);
        return scheme.startsWith("sip:") || scheme.startsWith("sips:");
    }

    /** A plus sign stands for itself in a SIP URI, unlike in a form. */
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return value;
        }
    }
}
