// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

/**
 * Who gets the notifications: {@code name@host:port} (parameter {@code N}, RFC 3435 section 3.2.2.5).
 *
 * @param name local name, may be empty: then only {@code host:port} is written
 * @param host host name or address, IPv6 in brackets
 * @param port UDP port; 2727 when the line names none
 */
public record NotifiedEntity(String name, String host, int port) {
    /** The call agent's port of RFC 3435 section 3.5. */
    public static final int DEFAULT_PORT = 2727;

    public NotifiedEntity {
        if (host.isEmpty() || port < 1 || port > 65535 || hasBlank(name) || hasBlank(host)) {
            throw new IllegalArgumentException("a notified entity is name@host:port");
        }
    }

    /** @throws MgcpSyntaxException 510 when it is not {@code [name@]host[:port]} */
    public static NotifiedEntity parse(String text) {
        int at = text.lastIndexOf('@');
        String rest = text.substring(at + 1);
        int colon = rest.lastIndexOf(':');
        boolean hasPort = colon > rest.lastIndexOf(']');
        try {
            String host = hasPort ? rest.substring(0, colon) : rest;
            int port = hasPort ? Integer.parseInt(rest.substring(colon + 1)) : DEFAULT_PORT;
            return new NotifiedEntity(at < 0 ? "" : text.substring(0, at), host, port);
        } catch (IllegalArgumentException e) {
            throw new MgcpSyntaxException(ReturnCode.PROTOCOL_ERROR, "a notified entity is name@host:port");
        }
    }

    /** The address without the brackets that MGCP puts around a literal one. */
    public String address() {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        return (name.isEmpty() ? "" : name + "@") + host + ":" + port;
    }

    private static boolean hasBlank(String text) {
        return text.chars().anyMatch(c -> c <= ' ' || c > '~');
    }
}
