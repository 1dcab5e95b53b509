// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.carillon.engine.media.MediaServer;
import org.carillon.media.mgcp.settings.MgcpSettings;
import org.carillon.media.mgcp.settings.PeerProfile;

/**
 * The media servers. A new leg goes to the least loaded server that answers, is not draining and can play prompts; servers that
 * only relay are taken when there is no other.
 */
public final class MediaPool {
    private final List<MediaPeer> peers;
    private final EndpointRegistry registry;
    private final Duration aliveLimit;

    MediaPool(MgcpSettings settings, EndpointRegistry registry) {
        this.peers = settings.servers().stream().map(MediaPeer::new).toList();
        this.registry = registry;
        this.aliveLimit = settings.health().probeInterval().multipliedBy(3);
    }

    /**
     * Stops giving new legs to a server, or starts again. Its open legs stay.
     *
     * @return whether there is a server of this name
     */
    public boolean drain(String server, boolean draining) {
        Optional<MediaPeer> peer = named(server);
        peer.ifPresent(p -> p.setDraining(draining));
        return peer.isPresent();
    }

    /** A server as operators see it. */
    public record Status(String name, boolean alive, boolean draining, int legs, int capacity) {}

    /** All servers, in the order of the settings. */
    public List<Status> status() {
        return peers.stream()
                .map(p -> new Status(
                        p.name(), isAlive(p), p.isDraining(), legs(p), p.load().capacity()))
                .toList();
    }

    List<MediaPeer> peers() {
        return peers;
    }

    Optional<MediaPeer> named(String name) {
        return peers.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** The server that a datagram came from: by address and port, else the first on that host. */
    Optional<MediaPeer> at(InetSocketAddress from) {
        InetAddress host = from.getAddress();
        return peers.stream()
                .filter(p -> p.address().equals(from))
                .findFirst()
                .or(() -> peers.stream()
                        .filter(p -> p.address().getAddress().equals(host))
                        .findFirst());
    }

    /** The server for a new leg, none of the excluded ones. */
    Optional<MediaPeer> pick(Set<MediaPeer> excluded) {
        return peers.stream()
                .filter(p -> !excluded.contains(p) && isAlive(p) && !p.isDraining() && hasRoom(p))
                .min(Comparator.comparing((MediaPeer p) -> !p.profile().has(PeerProfile.Feature.PROMPTS))
                        .thenComparingDouble(this::share));
    }

    boolean anyAlive() {
        return peers.stream().anyMatch(this::isAlive);
    }

    boolean isAlive(MediaPeer peer) {
        return peer.isAlive(aliveLimit);
    }

    Duration aliveLimit() {
        return aliveLimit;
    }

    MediaServer.Health health() {
        List<MediaPeer> alive = peers.stream().filter(this::isAlive).toList();
        int legs = alive.stream().mapToInt(this::legs).sum();
        int capacity = alive.stream().mapToInt(p -> p.load().capacity()).sum();
        return new MediaServer.Health(pick(Set.of()).isPresent(), legs, capacity);
    }

    private boolean hasRoom(MediaPeer peer) {
        return legs(peer) < peer.load().capacity();
    }

    private double share(MediaPeer peer) {
        return (double) legs(peer) / Math.max(1, peer.load().capacity());
    }

    /** What the server said at the last probe, or what this node knows of by now, whichever is more. */
    private int legs(MediaPeer peer) {
        int known = (int) registry.of(peer.name()).stream()
                .filter(k -> !k.handle().connection().isEmpty())
                .count();
        return Math.max(peer.load().legs(), known + peer.opening().get());
    }
}
