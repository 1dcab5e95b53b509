// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What waits until the network takes it, oldest first; not safe for threads by itself.
 *
 * <p>A pong goes behind all else, and only the newest of those that wait (RFC 6455 section 5.5.3): a peer that pings
 * and does not read could have us keep one for each of its pings.
 */
final class WriteQueue {
    /** Bytes of heap, about, that an entry takes beside its own: many small ones must not count as nothing. */
    static final int ENTRY = 100;

    /** Bytes to send, and who is told when they cannot be. */
    record Outgoing(ByteBuffer bytes, StreamConnection.@Nullable Failed failed) {
        private int cost() {
            return bytes.capacity() + ENTRY;
        }
    }

    private final Queue<Outgoing> queue = new ArrayDeque<>();
    private final int most;
    private long queued;
    private @Nullable Outgoing pong;

    /** With room for {@code most} bytes, entries counted in, though one entry always may wait. */
    WriteQueue(int most) {
        this.most = most;
    }

    /** {@return whether there was room} */
    boolean add(byte[] bytes, StreamConnection.@Nullable Failed failed) {
        var outgoing = new Outgoing(ByteBuffer.wrap(bytes), failed);
        if (queued > 0 && queued + outgoing.cost() > most) {
            return false;
        }
        put(outgoing);
        return true;
    }

    /** Takes the answer to a ping instead of one that waits already. */
    void pong(byte[] bytes) {
        pong = new Outgoing(ByteBuffer.wrap(bytes), null);
    }

    private void put(Outgoing outgoing) {
        queue.add(outgoing);
        queued += outgoing.cost();
    }

    /** {@return what goes next, or null} */
    @Nullable
    Outgoing peek() {
        var waiting = pong;
        if (queue.isEmpty() && waiting != null) {
            put(waiting);
            pong = null;
        }
        return queue.peek();
    }

    /** Takes away what goes next. */
    Outgoing remove() {
        var first = queue.remove();
        queued -= first.cost();
        return first;
    }

    /** {@return whether nothing waits that must go out; a pong need not} */
    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** {@return bytes that wait, with what their entries take} */
    long queued() {
        return queued;
    }

    /** {@return all that waited; nothing does any more} */
    List<Outgoing> drain() {
        var all = new ArrayList<>(queue);
        queue.clear();
        queued = 0;
        pong = null;
        return all;
    }
}
