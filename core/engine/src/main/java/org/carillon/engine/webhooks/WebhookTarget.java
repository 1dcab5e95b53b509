// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.webhooks;

import java.util.regex.Pattern;

/** A URL and the method with which it is asked. The URL may end in a fragment with connection overrides. */
public record WebhookTarget(String url, HttpMethod method) {
    private static final Pattern CREDENTIALS = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*@");

    /** A URL as it may be shown, logged and told to others: without the credentials that it may hold. */
    public static String shown(String url) {
        return CREDENTIALS.matcher(url).replaceFirst(found -> {
            String scheme = found.group(1);
            return (scheme == null ? "" : scheme) + "//";
        });
    }

    @Override
    public String toString() {
        return "WebhookTarget[url=" + shown(url) + ", method=" + method + "]";
    }
}
