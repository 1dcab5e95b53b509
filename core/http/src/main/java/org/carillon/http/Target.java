// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.carillon.engine.webhooks.InvalidUrlException;
import org.carillon.engine.webhooks.UrlResolver;

/**
 * An absolute URL, taken apart.
 *
 * @param scheme http or https
 * @param host a name, or an address as in a URL
 * @param port 1 to 65535
 * @param authority host and port as they are written in the URL
 * @param pathAndQuery begins with a slash
 * @param credentials what {@code Authorization: Basic} says, from the URL's {@code user:password@}
 */
record Target(
        String scheme, String host, int port, String authority, String pathAndQuery, Optional<String> credentials) {

    static Target parse(String written) throws InvalidUrlException {
        String url = withoutFragment(UrlResolver.absolute(written));
        int start = url.indexOf("://");
        int slash = url.indexOf('/', start + 3);
        String full = url.substring(start + 3, slash);
        int at = full.lastIndexOf('@');
        String authority = full.substring(at + 1);
        String scheme = url.substring(0, start);
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        return new Target(
                scheme,
                hasPort ? authority.substring(0, colon) : authority,
                hasPort ? Integer.parseInt(authority.substring(colon + 1)) : scheme.equals("https") ? 443 : 80,
                authority,
                url.substring(slash),
                at < 0 ? Optional.empty() : Optional.of(basic(full.substring(0, at))));
    }

    /** The URL without credentials and fragment: what is signed, and what may be logged. */
    String url() {
        return scheme + "://" + authority + pathAndQuery;
    }

    boolean isTls() {
        return scheme.equals("https");
    }

    private static String withoutFragment(String url) {
        int hash = url.indexOf('#');
        return hash < 0 ? url : url.substring(0, hash);
    }

    private static String basic(String userInfo) {
        String text = PercentEncoding.decode(userInfo);
        String pair = text.indexOf(':') < 0 ? text + ":" : text;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return url();
    }
}
