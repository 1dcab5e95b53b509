// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.tracing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * The other side of a message.
 *
 * @param address its IP address
 * @param port its port, or 0 for any
 */
public record Peer(InetAddress address, int port) {
    private static final int LAST_PORT = 65_535;

    /** Only digits, so that nothing is looked up in the DNS. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /**
     * Reads an address as an operator writes it: {@code 192.0.2.1}, {@code 192.0.2.1:5060}, {@code 2001:db8::1} or
     * {@code [2001:db8::1]:5060}.
     *
     * @throws IllegalArgumentException when it is none of these; names are not looked up
     */
    public static Peer of(String text) {
        var bracket = text.startsWith("[") ? text.indexOf(']') : -1;
        var colon = text.indexOf(':', Math.max(bracket, 0));
        var lastColon = text.lastIndexOf(':');
        var hasPort = bracket > 0 ? colon == bracket + 1 : colon > 0 && colon == lastColon;
        var host = hasPort ? text.substring(0, lastColon) : text;
        return new Peer(
                address(bracket > 0 ? text.substring(1, bracket) : host, text),
                hasPort ? port(text.substring(lastColon + 1), text) : 0);
    }

    private static InetAddress address(String host, String text) {
        if (!LITERAL.matcher(host).matches()) {
            throw notAnAddress(text);
        }
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw notAnAddress(text);
        }
    }

    private static int port(String digits, String text) {
        try {
            var port = Integer.parseInt(digits);
            if (port >= 1 && port <= LAST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // The same answer as for a port out of range.
        }
        throw notAnAddress(text);
    }

    private static IllegalArgumentException notAnAddress(String text) {
        return new IllegalArgumentException("not an IP address with or without a port: " + text);
    }

    /**
     * {@return whether this is the one that the stack means}
     *
     * @param hostAndPort the stack's way of writing: address, colon, port, without brackets also for IPv6
     */
    boolean matches(String hostAndPort) {
        var colon = hostAndPort.lastIndexOf(':');
        if (colon < 0) {
            return false;
        }
        if (port != 0 && !hostAndPort.substring(colon + 1).equals(Integer.toString(port))) {
            return false;
        }
        var host = hostAndPort.substring(0, colon).replace("[", "").replace("]", "");
        try {
            return LITERAL.matcher(host).matches()
                    && InetAddress.getByName(host).equals(address);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** {@return as an operator writes it} */
    public String text() {
        var host = address.getHostAddress();
        if (port == 0) {
            return host;
        }
        return (host.contains(":") ? '[' + host + ']' : host) + ':' + port;
    }
}
