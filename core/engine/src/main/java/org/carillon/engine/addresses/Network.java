// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.addresses;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in CIDR form, for example {@code 192.0.2.0/24} or {@code 2001:db8::/32} (RFC 4632, RFC 4291).
 *
 * @param address any address of the range
 * @param bits length of the prefix: 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record Network(InetAddress address, int bits) {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** @throws IllegalArgumentException when the prefix is longer than the address */
    public Network {
        int longest = address.getAddress().length * Byte.SIZE;
        if (bits < 0 || bits > longest) {
            throw new IllegalArgumentException(
                    "a prefix of " + address.getHostAddress() + " has 0 to " + longest + " bits, not " + bits);
        }
    }

    /**
     * Reads {@code address/bits}, or an address alone. Host names are refused: who may call must not depend on DNS.
     *
     * @throws IllegalArgumentException when the text is neither
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = literal(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return new Network(address, address.getAddress().length * Byte.SIZE);
        }
        try {
            return new Network(address, Integer.parseInt(text.substring(slash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a network: " + text, e);
        }
    }

    /** Whether the address, written as a literal, is inside. Anything that is not a literal is outside. */
    public boolean contains(String other) {
        try {
            return contains(literal(other));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        if (mine.length != theirs.length || !Arrays.equals(mine, 0, whole, theirs, 0, whole)) {
            return false;
        }
        int mask = 0xFF << (Byte.SIZE - rest) & 0xFF;
        return rest == 0 || (mine[whole] & mask) == (theirs[whole] & mask);
    }

    private static InetAddress literal(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!IPV4.matcher(bare).matches() && !IPV6.matcher(bare).matches()) {
            throw new IllegalArgumentException("not an IP address: " + text);
        }
        try {
            return InetAddress.getByName(bare);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: " + text, e);
        }
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + bits;
    }
}
