// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.converged;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/**
 * How a client reaches this server.
 *
 * @param scheme {@code http} or {@code https}
 * @param host as in the client's URL
 * @param port as in the client's URL
 */
record Origin(String scheme, String host, int port) {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    static Origin of(HttpServletRequest request) {
        return new Origin(request.getScheme(), request.getServerName(), request.getServerPort());
    }

    /**
     * {@return the root of this server for a scheme}
     *
     * @throws IllegalArgumentException when it is neither http nor https
     */
    String root(String wanted) {
        if (!SCHEMES.contains(wanted)) {
            throw new IllegalArgumentException("the scheme must be http or https: " + wanted);
        }
        var usual = wanted.equals("https") ? HTTPS : HTTP;
        // Which port the other scheme has is not known, so it is the usual one.
        return wanted + "://" + host + (wanted.equals(scheme) && port != usual ? ":" + port : "");
    }
}
