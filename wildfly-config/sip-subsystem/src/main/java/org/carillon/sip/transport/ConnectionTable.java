// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one connector, found by the peer's address, and who must go when there is no room.
 *
 * <p>A new peer is never kept out by connections that do nothing: the one that has been quiet longest is given up,
 * first among those that never sent a message. Safe for use by any thread.
 *
 * @param <C> a connection
 */
final class ConnectionTable<C extends ConnectionTable.Peer> {
    /** What the table has to know of a connection. */
    interface Peer {
        /** {@return the address at the other end} */
        InetSocketAddress remote();

        /** {@return the name that the peer has proved by its certificate because we asked for it; null without one} */
        default @Nullable String name() {
            return null;
        }

        /** {@return whether the peer opened it} */
        boolean inbound();

        /** {@return whether a message or a complete handshake has arrived on it, or we opened it} */
        boolean proven();

        /** {@return when something was last sent or received, in milliseconds of the reader's clock} */
        long lastActivity();
    }

    /** A connection that proved nothing is given up when it was quiet for this long. */
    static final long QUIET_UNPROVEN = 1_000;
    /** A connection with messages is given up when it was quiet for this long, most transactions' life. */
    static final long QUIET_PROVEN = 32_000;

    /** Bytes of an IPv6 address that name the network. */
    private static final int IPV6_NETWORK = 8;

    private final int most;
    private final int mostPerAddress;
    private final Set<C> all = new LinkedHashSet<>();
    private final Map<ByteBuffer, Integer> inboundOf = new HashMap<>();
    private final Map<InetSocketAddress, C> byRemote = new HashMap<>();
    private final Map<Named, C> byName = new HashMap<>();
    private final Map<InetSocketAddress, C> aliases = new HashMap<>();

    ConnectionTable(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /** Several domains may be served at one address, and each has to prove itself (RFC 5922). */
    private record Named(InetSocketAddress remote, String name) {
        static @Nullable Named of(Peer connection) {
            var name = connection.name();
            return name == null ? null : new Named(connection.remote(), name);
        }
    }

    /** Whether a new connection may come in, and who has to go for it. */
    record Admission<C>(boolean granted, @Nullable C victim) {}

    /** {@return whether there is room for a connection from {@code source}, null for one of ours} */
    synchronized Admission<C> admit(@Nullable InetAddress source, long now) {
        if (source != null) {
            var origin = origin(source);
            if (inboundOf.getOrDefault(origin, 0) >= mostPerAddress) {
                return instead(all.stream().filter(c -> c.inbound() && origin(c).equals(origin)), now);
            }
        }
        return all.size() < most ? new Admission<>(true, null) : instead(all.stream(), now);
    }

    private static ByteBuffer origin(Peer connection) {
        return origin(connection.remote().getAddress());
    }

    /** One host has a whole /64 of IPv6 to connect from (RFC 4291 section 2.5.4), but one address of IPv4. */
    private static ByteBuffer origin(InetAddress address) {
        var bytes = address.getAddress();
        return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, IPV6_NETWORK));
    }

    private static <C extends Peer> Admission<C> instead(Stream<C> candidates, long now) {
        var victim = candidates
                .filter(c -> now - c.lastActivity() >= (c.proven() ? QUIET_PROVEN : QUIET_UNPROVEN))
                .min(Comparator.comparing((C c) -> c.proven()).thenComparingLong(c -> c.lastActivity()));
        return new Admission<>(victim.isPresent(), victim.orElse(null));
    }

    synchronized void add(C connection) {
        all.add(connection);
        byRemote.put(connection.remote(), connection);
        var named = Named.of(connection);
        if (named != null) {
            byName.put(named, connection);
        }
        if (connection.inbound()) {
            inboundOf.merge(origin(connection), 1, Integer::sum);
        }
    }

    synchronized void remove(C connection) {
        if (!all.remove(connection)) {
            return;
        }
        byRemote.remove(connection.remote(), connection);
        var named = Named.of(connection);
        if (named != null) {
            byName.remove(named, connection);
        }
        aliases.values().removeIf(c -> c == connection);
        if (connection.inbound()) {
            inboundOf.computeIfPresent(origin(connection), (a, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Lets requests to {@code address} take this connection, which the peer opened (RFC 5923). */
    synchronized void alias(InetSocketAddress address, C connection) {
        if (all.contains(connection)) {
            // One each: a peer cannot fill the table with names of its connection.
            aliases.values().removeIf(c -> c == connection);
            aliases.put(address, connection);
        }
    }

    /** {@return the connection to an address that may carry what is meant for a name} One that the peer opened may. */
    synchronized @Nullable C find(InetSocketAddress remote, String name) {
        var same = byName.get(new Named(remote, name));
        if (same != null) {
            return same;
        }
        var other = find(remote);
        return other == null || other.name() != null ? null : other;
    }

    synchronized @Nullable C find(InetSocketAddress remote) {
        var same = byRemote.get(remote);
        return same == null ? aliases.get(remote) : same;
    }

    /** {@return a copy, to walk over while others come and go} */
    synchronized List<C> all() {
        return List.copyOf(all);
    }

    synchronized int size() {
        return all.size();
    }
}
