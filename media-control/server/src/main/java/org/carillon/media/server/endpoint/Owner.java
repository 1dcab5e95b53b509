// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.endpoint;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Who commands an endpoint and who is told of its events.
 *
 * @param source address the last command came from; its datagrams renew the lease
 * @param notified where notifications go, in the order they are tried; never empty
 */
public record Owner(InetSocketAddress source, List<Notified> notified) {
    /**
     * A call agent.
     *
     * @param entity as {@code N:} names it
     */
    public record Notified(String entity, InetSocketAddress address) {}

    public Owner {
        notified = List.copyOf(notified);
    }

    Owner from(InetSocketAddress newSource) {
        return newSource.equals(source) ? this : new Owner(newSource, notified);
    }
}
