// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.rtp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntFunction;
import org.carillon.testing.audio.Sound;
import org.jspecify.annotations.Nullable;

/** What a phone says next: sounds one after the other, or something endless, or silence. */
final class Speaker {
    static final int FRAME = 160;

    private static final int MAX_QUEUE = 1000;

    private final Deque<Sound> queue = new ArrayDeque<>();
    private int at;
    private int spoken;
    private @Nullable IntFunction<Short> endless;

    synchronized void say(Sound sound) {
        if (queue.size() >= MAX_QUEUE) {
            throw new IllegalStateException("more than " + MAX_QUEUE + " sounds wait to be played");
        }
        queue.add(sound.atRate(Sound.TELEPHONE_RATE));
    }

    /** From now on, whenever nothing else is queued, the sample of each index. */
    synchronized void sayForEver(IntFunction<Short> sampleAt) {
        endless = sampleAt;
        spoken = 0;
    }

    synchronized void stop() {
        queue.clear();
        at = 0;
        endless = null;
    }

    synchronized boolean finished() {
        return queue.isEmpty();
    }

    synchronized short[] nextFrame() {
        var frame = new short[FRAME];
        int filled = 0;
        while (filled < FRAME && !queue.isEmpty()) {
            Sound sound = queue.element();
            if (at >= sound.length()) {
                queue.remove();
                at = 0;
                continue;
            }
            frame[filled++] = sound.sample(at++);
        }
        while (endless != null && filled < FRAME) {
            frame[filled++] = endless.apply(spoken++);
        }
        if (!queue.isEmpty() && at >= queue.element().length()) {
            queue.remove();
            at = 0;
        }
        return frame;
    }
}
