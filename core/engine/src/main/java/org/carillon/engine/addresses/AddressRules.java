// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.addresses;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * To which addresses tenants may make us connect: those of the public Internet, and those of the networks that the operator
 * allows. Of IPv6 only global unicast (2000::/3) is public, and the well-known prefix of NAT64, under which a network without
 * IPv4 sees the public IPv4 servers. An IPv6 address that carries an IPv4 address (mapped, compatible, NAT64, 6to4) is judged
 * by both.
 *
 * @param allowed networks that are allowed although they are not public
 */
public record AddressRules(List<Network> allowed) {
    /** IANA's special-purpose registry of IPv4 (RFC 6890), and multicast. */
    private static final List<Network> IPV4_NOT_PUBLIC = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Global unicast (RFC 4291 section 2.4) and NAT64 (RFC 6052). */
    private static final List<Network> IPV6_PUBLIC = networks("2000::/3", "64:ff9b::/96");

    /** Of these, what IANA's special-purpose registry takes out. */
    private static final List<Network> IPV6_NOT_PUBLIC = networks("2001::/23", "2001:db8::/32", "3fff::/20");

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::parse).toList();
    }

    /** Copies the list. */
    public AddressRules {
        allowed = List.copyOf(allowed);
    }

    /** Whether a connection to the address is allowed. */
    public boolean allows(InetAddress address) {
        Optional<InetAddress> inner = embedded(address);
        if (contains(allowed, address) || inner.map(v4 -> contains(allowed, v4)).orElse(false)) {
            return true;
        }
        return isPublic(address) && inner.map(AddressRules::isPublic).orElse(true);
    }

    private static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? !contains(IPV4_NOT_PUBLIC, address)
                : contains(IPV6_PUBLIC, address) && !contains(IPV6_NOT_PUBLIC, address);
    }

    private static boolean contains(List<Network> networks, InetAddress address) {
        String literal = withoutScope(address);
        return networks.stream().anyMatch(network -> network.contains(literal));
    }

    private static String withoutScope(InetAddress address) {
        String literal = address.getHostAddress();
        int scope = literal.indexOf('%');
        return scope < 0 ? literal : literal.substring(0, scope);
    }

    private static Optional<InetAddress> embedded(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return Optional.empty();
        }
        byte[] bytes = address.getAddress();
        if (bytes[0] == 0x20 && bytes[1] == 0x02) {
            return ipv4(bytes, 2);
        }
        boolean compatible = isZero(bytes, 0, 12);
        boolean mapped = isZero(bytes, 0, 10) && bytes[10] == -1 && bytes[11] == -1;
        boolean translated =
                bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        return compatible || mapped || translated ? ipv4(bytes, 12) : Optional.empty();
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<InetAddress> ipv4(byte[] bytes, int from) {
        try {
            return Optional.of((Inet4Address) InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
