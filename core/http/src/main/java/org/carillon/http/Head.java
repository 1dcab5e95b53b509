// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;

/** What we read of a response's head; a header that is missing is empty. */
record Head(int status, String contentType, String encoding, String location, String etag, String cacheControl) {
    static Head of(HttpResponse response) {
        return new Head(
                response.getCode(),
                value(response, HttpHeaders.CONTENT_TYPE),
                value(response, HttpHeaders.CONTENT_ENCODING),
                value(response, HttpHeaders.LOCATION),
                value(response, HttpHeaders.ETAG),
                value(response, HttpHeaders.CACHE_CONTROL));
    }

    /** Whether the server names another place where the answer is. */
    boolean isRedirect() {
        return !location.isBlank()
                && (status == 301 || status == 302 || status == 303 || status == 307 || status == 308);
    }

    private static String value(HttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null || header.getValue() == null
                ? ""
                : header.getValue().strip();
    }
}
