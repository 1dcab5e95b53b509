// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import java.util.Locale;

/**
 * The name of an endpoint, {@code local@domain} (RFC 3435 section 2.1.2), for example {@code leg/17@media.example.net}.
 * Some peers put a port into the domain; it is kept as it came.
 *
 * @param local name within the gateway, 1 to 255 characters; {@code $} means "any one", {@code *} means "all"
 * @param domain the gateway, 1 to 255 characters
 */
public record EndpointName(String local, String domain) {
    private static final int MAX_LENGTH = 255;

    public EndpointName {
        require(local);
        require(domain);
    }

    /** @throws MgcpSyntaxException 500 when it is not {@code local@domain} */
    public static EndpointName parse(String text) {
        int at = text.lastIndexOf('@');
        if (at <= 0 || at == text.length() - 1 || text.length() > 2 * MAX_LENGTH + 1) {
            throw new MgcpSyntaxException(ReturnCode.UNKNOWN_ENDPOINT, "an endpoint is local@domain");
        }
        try {
            return new EndpointName(text.substring(0, at), text.substring(at + 1));
        } catch (IllegalArgumentException e) {
            throw new MgcpSyntaxException(ReturnCode.UNKNOWN_ENDPOINT, "endpoint: " + e.getMessage());
        }
    }

    /** Whether the gateway is asked to choose an endpoint. */
    public boolean isAnyOf() {
        return local.indexOf('$') >= 0;
    }

    /** Whether every endpoint of that name is meant. */
    public boolean isAllOf() {
        return local.indexOf('*') >= 0;
    }

    /** Names are compared without regard to case (RFC 3435 section 2.1.2); this is the form to use as a key. */
    public EndpointName canonical() {
        return new EndpointName(local.toLowerCase(Locale.ROOT), domain.toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return local + "@" + domain;
    }

    private static void require(String part) {
        if (part.isEmpty() || part.length() > MAX_LENGTH || part.indexOf('@') >= 0) {
            throw new IllegalArgumentException("a part of the name is empty, too long or has an @");
        }
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) <= ' ' || part.charAt(i) > '~') {
                throw new IllegalArgumentException("a name has visible ASCII characters only");
            }
        }
    }
}
