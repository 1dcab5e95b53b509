// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.connector;

import java.net.InetSocketAddress;
import org.carillon.sip.transport.StreamSettings;
import org.carillon.sip.transport.StreamTransport;
import org.jspecify.annotations.Nullable;

/**
 * What the operator set on {@code /subsystem=sip/connector=*}.
 *
 * @param name its name in the management model
 * @param address where it listens
 * @param stream what its connections speak; null for datagrams
 * @param bounds of its connections; without meaning for datagrams
 * @param publicAddress what peers outside see of us, written into our headers; null for the address where we listen
 */
public record ConnectorSettings(
        String name,
        InetSocketAddress address,
        @Nullable StreamTransport stream,
        StreamSettings bounds,
        @Nullable PublicAddress publicAddress) {
    /**
     * The address of a NAT or a balancer in front of us.
     *
     * @param host a name, an IPv4 or an IPv6 address
     * @param port 1 to 65535
     */
    public record PublicAddress(String host, int port) {
        /** Checks the port. */
        public PublicAddress {
            if (host.isBlank() || port < 1 || port > 65_535) {
                throw new IllegalArgumentException("not a public address: " + host + " " + port);
            }
        }
    }

    /** {@return the transport as Via spells it, in small letters} */
    public String transport() {
        return stream == null ? "udp" : stream.toString();
    }
}
