// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.rtp;

import java.nio.ByteBuffer;
import org.carillon.media.server.audio.Keypad;
import org.carillon.media.server.audio.Pcm;

/**
 * Sends keypad digits by RFC 4733: 100 ms each, a packet every 20 ms with the duration so far, the last one with the end bit
 * three times, then a pause. Digits wait in a queue of 64; more are refused.
 */
final class TelephoneEventSender {
    private static final int FRAMES = 5;
    private static final int END_REPEATS = 3;
    private static final int PAUSE_FRAMES = 2;
    private static final int QUEUE = 64;
    /** -10 dBm0. */
    private static final int VOLUME = 10;

    private final char[] queue = new char[QUEUE];
    private int head;
    private int waiting;
    private int step;
    private int start;

    boolean offer(char key) {
        if (waiting == QUEUE) {
            return false;
        }
        queue[(head + waiting) % QUEUE] = key;
        waiting++;
        return true;
    }

    boolean active() {
        return waiting > 0;
    }

    /** Whether the coming packet is the first of an event, which the marker bit shows. */
    boolean first() {
        return step == 0;
    }

    /** The timestamp for the coming packet: that of the event's beginning. */
    int timestamp(int now) {
        if (step == 0) {
            start = now;
        }
        return start;
    }

    /** True when this 20 ms are the pause after an event: nothing is to be sent. */
    boolean pausing() {
        return step >= FRAMES + END_REPEATS - 1;
    }

    /** Writes the payload of the coming packet, or nothing in a pause, and moves on by 20 ms. */
    void next(ByteBuffer target) {
        if (!pausing()) {
            boolean end = step >= FRAMES - 1;
            target.put((byte) Keypad.eventOf(queue[head]));
            target.put((byte) (VOLUME | (end ? 0x80 : 0)));
            target.putShort((short) (Math.min(step + 1, FRAMES) * Pcm.FRAME));
        }
        if (++step == FRAMES + END_REPEATS - 1 + PAUSE_FRAMES) {
            step = 0;
            head = (head + 1) % QUEUE;
            waiting--;
        }
    }
}
