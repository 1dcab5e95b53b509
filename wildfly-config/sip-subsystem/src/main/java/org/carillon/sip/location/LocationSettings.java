// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.location;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.ResolverConfig;

/**
 * Whom to ask, and for how long.
 *
 * @param servers DNS servers, asked in this order; empty means those of the machine
 * @param timeout how long all queries for one name may take together, 100 ms or more
 */
public record LocationSettings(List<InetSocketAddress> servers, Duration timeout) {
    private static final int DNS = 53;

    /** Keeps a copy. */
    public LocationSettings {
        servers = List.copyOf(servers);
        if (timeout.toMillis() < 100) {
            throw new IllegalArgumentException("dns-timeout must be 100 ms or more");
        }
    }

    /**
     * {@return the address of a server}
     *
     * @param text an address, with a port or without: 192.0.2.1, 192.0.2.1:5353, 2001:db8::1, [2001:db8::1]:5353
     * @throws IllegalArgumentException when it is none; a name would have to be looked up itself
     */
    public static InetSocketAddress server(String text) {
        var bracket = text.indexOf(']');
        var colon = text.indexOf(':', Math.max(bracket, 0));
        var plain = colon < 0 || (bracket < 0 && text.indexOf(':', colon + 1) >= 0);
        var host = plain ? text : text.substring(0, colon);
        if (!Numeric.is(host)) {
            throw new IllegalArgumentException("not the address of a DNS server: " + text);
        }
        try {
            var address = InetAddress.getByName(host);
            return new InetSocketAddress(address, plain ? DNS : Integer.parseInt(text.substring(colon + 1)));
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("not the address of a DNS server: " + text, e);
        }
    }

    /** {@return the servers to ask; those of the machine are read once by the resolver's library} */
    List<InetSocketAddress> effectiveServers() {
        if (!servers.isEmpty()) {
            return servers;
        }
        var found = ResolverConfig.getCurrentConfig().servers();
        return found == null
                ? List.of()
                : List.of(found).stream().map(LocationSettings::server).toList();
    }
}
