// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.carillon.media.mgcp.codec.EndpointName;
import org.carillon.media.mgcp.settings.MediaServerAddress;
import org.carillon.media.mgcp.settings.PeerProfile;

/** A media server of the pool and what is known of its health. Any answer to anything counts as a sign of life. */
final class MediaPeer {
    /** How many legs a server may carry that does not say. */
    private static final int ASSUMED_CAPACITY = 250;

    private final MediaServerAddress settings;
    private final InetSocketAddress address;
    private final AtomicInteger opening = new AtomicInteger();
    private volatile boolean draining;
    private volatile boolean answered;
    private volatile long lastAnswer = System.nanoTime();
    private volatile Load load = new Load(0, ASSUMED_CAPACITY);

    /** What a server said of itself. */
    record Load(int legs, int capacity) {}

    MediaPeer(MediaServerAddress settings) {
        this.settings = settings;
        this.address = settings.resolved();
    }

    String name() {
        return settings.name();
    }

    PeerProfile profile() {
        return settings.profile();
    }

    InetSocketAddress address() {
        return address;
    }

    EndpointName endpoint(String local) {
        return profile().endpoint(local, address);
    }

    /** The endpoint of a handle. */
    static EndpointName endpointOf(String name) {
        return EndpointName.parse(name);
    }

    /** Returns whether it was silent before. */
    boolean answeredNow() {
        boolean first = !answered;
        lastAnswer = System.nanoTime();
        answered = true;
        return first;
    }

    Duration silentFor() {
        return Duration.ofNanos(System.nanoTime() - lastAnswer);
    }

    /** Whether it answered lately. */
    boolean isAlive(Duration limit) {
        return answered && silentFor().compareTo(limit) < 0;
    }

    /** Notes that its legs were given up; it counts as alive again with its next answer. */
    void markLost() {
        answered = false;
    }

    boolean hasAnswered() {
        return answered;
    }

    void setDraining(boolean draining) {
        this.draining = draining;
    }

    boolean isDraining() {
        return draining;
    }

    Load load() {
        return load;
    }

    void reported(Load load) {
        this.load = load;
    }

    /** Legs that are being opened; they are not in the server's own count yet. */
    AtomicInteger opening() {
        return opening;
    }
}
