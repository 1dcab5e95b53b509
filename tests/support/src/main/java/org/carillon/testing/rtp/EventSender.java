// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.rtp;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns keys into telephone events (RFC 4733 section 2.5.1): a packet every 20 ms with growing duration under one time
 * stamp, the end sent three times, then a pause of silence.
 */
final class EventSender {
    private static final int MAX_QUEUE = 1000;
    private static final int SAMPLES_A_TICK = 160;
    private static final int END_REPEATS = 3;
    private static final int VOLUME = 10;

    /** A key waiting for its turn. */
    private record Key(int code, int ticks, int pauseTicks) {}

    /** What goes into one packet. */
    record Frame(int code, boolean end, int duration, long timestamp, boolean marker) {
        byte[] payload() {
            return ByteBuffer.allocate(4)
                    .put((byte) code)
                    .put((byte) ((end ? 0x80 : 0) | VOLUME))
                    .putShort((short) duration)
                    .array();
        }
    }

    private final Deque<Key> queue = new ArrayDeque<>();
    private @Nullable Key current;
    private int tick;
    private long startedAt;

    synchronized void press(String keys, Duration on, Duration off) {
        if (queue.size() + keys.length() > MAX_QUEUE) {
            throw new IllegalStateException("more than " + MAX_QUEUE + " keys wait to be sent");
        }
        int ticks = Math.max(1, (int) (on.toMillis() / 20));
        int pause = Math.max(END_REPEATS, (int) (off.toMillis() / 20));
        for (int i = 0; i < keys.length(); i++) {
            queue.add(new Key(EventReceiver.codeOf(keys.charAt(i)), ticks, pause));
        }
    }

    /** Forgets the keys that are not sent yet, also the one that is down. */
    synchronized void drop() {
        queue.clear();
        current = null;
    }

    synchronized boolean finished() {
        return current == null && queue.isEmpty();
    }

    /** The event packet of this tick, if a key is down or its end is still being repeated. */
    synchronized Optional<Frame> next(long timestamp) {
        if (current == null) {
            current = queue.poll();
            tick = 0;
            startedAt = timestamp;
        }
        Key key = current;
        if (key == null) {
            return Optional.empty();
        }
        tick++;
        if (tick >= key.ticks + key.pauseTicks) {
            current = null;
        }
        if (tick >= key.ticks + END_REPEATS) {
            return Optional.empty();
        }
        boolean end = tick >= key.ticks;
        int duration = Math.min(0xFFFF, Math.min(tick, key.ticks) * SAMPLES_A_TICK);
        return Optional.of(new Frame(key.code, end, duration, startedAt, tick == 1));
    }
}
