// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.rtp;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where packets go and from whom they are taken. At first that is the address of the session description. A peer behind a
 * translator sends from another one: with latching, the first source that sends is followed, unless the described one sends
 * too, which always wins. Once a source is chosen, packets of others are dropped, so that nobody can speak into a call or
 * pull its audio away; only when the source has been silent for two seconds may another take its place.
 */
final class RemoteParty {
    private static final int SILENT_FRAMES = 100;

    private final boolean latching;
    private @Nullable InetSocketAddress described;
    private @Nullable InetSocketAddress source;
    private long lastFrame;

    RemoteParty(boolean latching) {
        this.latching = latching;
    }

    /** A new session description; null when none or when it names no place. */
    void describe(@Nullable InetSocketAddress address) {
        if (address == null || !address.equals(described)) {
            source = null;
        }
        described = address;
    }

    /** Whether a packet from here is taken at this frame of the loop. */
    boolean accept(InetSocketAddress from, long frame) {
        InetSocketAddress current = source;
        if (from.equals(current)) {
            lastFrame = frame;
            return true;
        }
        boolean expected = from.equals(described);
        boolean free = current == null || frame - lastFrame > SILENT_FRAMES;
        if (!expected && !(latching && free)) {
            return false;
        }
        source = from;
        lastFrame = frame;
        return true;
    }

    /** Where to send; null when nowhere. A described place of null is hold: latching does not undo it. */
    @Nullable
    InetSocketAddress target() {
        InetSocketAddress current = source;
        return described == null ? null : latching && current != null ? current : described;
    }
}
