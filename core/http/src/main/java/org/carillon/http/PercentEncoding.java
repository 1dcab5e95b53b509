// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Form encoding as browsers do it (application/x-www-form-urlencoded, UTF-8), and RFC 3986's percent-decoding. */
final class PercentEncoding {
    private PercentEncoding() {}

    /** {@code name=value&name=value}, in the map's order. */
    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** The URL with the parameters at the end of its query. */
    static String inQuery(String url, Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            return url;
        }
        int question = url.indexOf('?');
        String joint = question < 0 ? "?" : question == url.length() - 1 || url.endsWith("&") ? "" : "&";
        return url + joint + form(parameters);
    }

    /** A plus sign stays one, unlike in forms. Every percent sign must be followed by two hexadecimal digits. */
    static String decode(String text) {
        return java.net.URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
