// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.rtp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.carillon.media.server.audio.G711;
import org.carillon.media.server.audio.Pcm;

/**
 * Puts what arrives back into its order and time. Samples are laid down at the place their RTP timestamp gives them, so
 * packets of any length, out of order or twice, need no care; a hole is filled by the fading repetition of the last frame
 * and then by silence. The delay is no larger than the packets' lateness demands: a packet that comes too late moves the
 * reading point back, and a reading point that always finds packets early is moved forward every two seconds, by half of
 * what is too much.
 */
public final class JitterBuffer {
    /** Longest delay, in samples (250 ms). */
    static final int MOST_DELAY = 2000;

    private static final int SIZE = 8192;
    private static final int MASK = SIZE - 1;
    private static final int FIRST_DELAY = Pcm.FRAME;
    private static final int WINDOW = 100;
    private static final int LATE_RUN = 3;
    /** Frames after which a pause is no loss but the sender's silence. */
    private static final int EMPTY_RUN = 10;

    private static final byte MISSING = 0;
    private static final byte PRESENT = 1;
    private static final byte PLAYED = 2;
    private static final float[] FADE = {0.9f, 0.6f, 0.3f};

    private final short[] ring = new short[SIZE];
    private final byte[] state = new byte[SIZE];
    private final short[] last = new short[Pcm.FRAME];
    private boolean started;
    private int readAt;
    private int lateRun;
    private int emptyRun;
    private int leastMargin = Integer.MAX_VALUE;
    private int reads;
    private long late;

    /** Lays a payload of G.711 down. */
    public void put(int timestamp, ByteBuffer datagram, int at, int length, G711 codec) {
        if (length > MOST_DELAY || !place(timestamp, length)) {
            return;
        }
        leastMargin = Math.min(leastMargin, timestamp - readAt);
        for (int i = 0; i < length; i++) {
            int slot = (timestamp + i) & MASK;
            if (timestamp + i - readAt >= 0) {
                ring[slot] = codec.decode(datagram.get(at + i));
                state[slot] = PRESENT;
            }
        }
    }

    /** Moves the reading point if it must be; false when the packet is a copy or comes too late for any use. */
    private boolean place(int timestamp, int length) {
        int margin = timestamp - readAt;
        if (!started || emptyRun >= EMPTY_RUN || margin > MOST_DELAY * 2 || margin < -SIZE) {
            restart(timestamp);
            return true;
        }
        if (margin >= 0) {
            lateRun = 0;
            return true;
        }
        if (state[timestamp & MASK] == PLAYED) {
            return false;
        }
        late++;
        if (margin >= -MOST_DELAY && delay(timestamp, length) <= MOST_DELAY) {
            readAt = timestamp;
            leastMargin = 0;
            lateRun = 0;
            return true;
        }
        if (++lateRun >= LATE_RUN) {
            restart(timestamp);
            return true;
        }
        return false;
    }

    /** The delay there would be if reading went back to this packet. */
    private int delay(int timestamp, int length) {
        int end = timestamp + length;
        int newest = end;
        for (int ahead = 0; ahead <= MOST_DELAY + Pcm.FRAME; ahead += Pcm.FRAME) {
            newest = state[(readAt + ahead) & MASK] == PRESENT ? readAt + ahead + Pcm.FRAME : newest;
        }
        return Math.max(newest, end) - timestamp;
    }

    private void restart(int timestamp) {
        Arrays.fill(state, MISSING);
        readAt = timestamp - FIRST_DELAY;
        started = true;
        lateRun = 0;
        emptyRun = FADE.length;
        leastMargin = Integer.MAX_VALUE;
        reads = 0;
    }

    /** Forgets everything; the next packet begins anew. */
    public void reset() {
        started = false;
    }

    /** No filling of the coming hole: the sender sends something else just now. */
    public void expectPause() {
        emptyRun = Math.max(emptyRun, FADE.length);
    }

    /** Takes the next 20 ms; false when the frame is nothing but silence. */
    public boolean read(short[] frame) {
        if (!started) {
            Arrays.fill(frame, (short) 0);
            return false;
        }
        shorten();
        int found = 0;
        for (int i = 0; i < Pcm.FRAME; i++) {
            int slot = (readAt + i) & MASK;
            if (state[slot] == PRESENT) {
                frame[i] = ring[slot];
                state[slot] = PLAYED;
                found++;
            } else {
                frame[i] = 0;
                state[slot] = MISSING;
            }
        }
        readAt += Pcm.FRAME;
        if (found == 0) {
            return conceal(frame);
        }
        emptyRun = 0;
        System.arraycopy(frame, 0, last, 0, Pcm.FRAME);
        return true;
    }

    private boolean conceal(short[] frame) {
        int run = emptyRun++;
        if (run >= FADE.length) {
            return false;
        }
        for (int i = 0; i < Pcm.FRAME; i++) {
            frame[i] = (short) (last[i] * FADE[run]);
        }
        return true;
    }

    private void shorten() {
        if (++reads < WINDOW) {
            return;
        }
        if (leastMargin != Integer.MAX_VALUE && leastMargin >= 2 * Pcm.FRAME) {
            int excess = leastMargin - Pcm.FRAME;
            skip(Math.max(1, excess / 2 / Pcm.FRAME) * Pcm.FRAME);
        }
        reads = 0;
        leastMargin = Integer.MAX_VALUE;
    }

    private void skip(int samples) {
        for (int i = 0; i < samples; i++) {
            state[(readAt + i) & MASK] = PLAYED;
        }
        readAt += samples;
    }

    /** Packets that came after their time. */
    public long late() {
        return late;
    }
}
