// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.carillon.sip.container.LaneQueue;
import org.jspecify.annotations.Nullable;

/**
 * The lanes on which messages of stream transports are handled: those of the first UDP connector, so that a call whose
 * messages come over both keeps its order (RFC 3261 section 18.1.1 sends large requests over TCP), or own ones while
 * there is no UDP connector.
 */
final class StreamLanes {
    private final int lanes;
    private final int length;
    private final List<LaneQueue> ofDatagrams = new CopyOnWriteArrayList<>();
    private @Nullable LaneQueue own;

    StreamLanes(int lanes, int length) {
        this.lanes = lanes;
        this.length = length;
    }

    /** A UDP connector has lanes, whose threads are its own. */
    void opened(LaneQueue queue) {
        ofDatagrams.add(queue);
    }

    void closed(LaneQueue queue) {
        ofDatagrams.remove(queue);
        queue.close();
    }

    /** {@return whether the lane of the message's Call-ID takes the task; if not, it is full and is to be tried later} */
    boolean offer(byte[] message, InetAddress source, Runnable task) {
        return current().offer(message, source, task);
    }

    /** {@return the lanes that are in use now} */
    LaneQueue current() {
        for (var queue : ofDatagrams) {
            return queue;
        }
        return own();
    }

    private synchronized LaneQueue own() {
        if (own == null) {
            var queue = new LaneQueue(lanes, length);
            for (var i = 0; i < lanes; i++) {
                var thread = new Thread(() -> serve(queue), "carillon-stream-lane-" + i);
                thread.setDaemon(true);
                thread.start();
            }
            own = queue;
        }
        return own;
    }

    /** Only tasks go into these lanes, and taking runs them; a datagram is the sign to end. */
    private static void serve(LaneQueue queue) {
        try {
            queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the own lanes; the container stops. */
    synchronized void stop() {
        if (own != null) {
            own.close();
            own = null;
        }
    }
}
