// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.rtp;

import java.time.Instant;
import java.util.Arrays;
import org.carillon.testing.audio.Sound;

/**
 * All audio that came, placed by RTP time stamp. The first packet is the beginning of the tape. As long as a sender's
 * time stamps keep within a second of the clock they alone decide, so jitter changes nothing; a new sender, or one that
 * is off by more, is placed by its arrival. What did not come is silence.
 *
 * <p>The tape holds {@value #MAX_SECONDS} seconds; what comes later is counted and dropped.
 */
final class AudioTape {
    static final int MAX_SECONDS = 900;

    private static final int RATE = Sound.TELEPHONE_RATE;

    private short[] samples = new short[RATE * 10];
    private int length;
    private boolean begun;
    private long beginNanos;
    private Instant begin = Instant.EPOCH;
    private int source;
    private long anchorTimestamp;
    private long anchorPosition;

    synchronized void put(RtpPacket packet, short[] audio, long nanos, Instant at) {
        if (!begun) {
            begun = true;
            beginNanos = nanos;
            begin = at;
            anchor(packet, 0);
        }
        long arrival = positionAt(nanos);
        long position = anchorPosition + (int) (packet.timestamp() - anchorTimestamp);
        if (packet.source() != source || Math.abs(position - arrival) > RATE) {
            anchor(packet, arrival);
            position = arrival;
        }
        write(position, audio);
    }

    private void anchor(RtpPacket packet, long position) {
        source = packet.source();
        anchorTimestamp = packet.timestamp();
        anchorPosition = position;
    }

    private void write(long position, short[] audio) {
        if (position < 0 || position + audio.length > (long) MAX_SECONDS * RATE) {
            return;
        }
        int end = (int) position + audio.length;
        if (end > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(end, samples.length * 2));
        }
        System.arraycopy(audio, 0, samples, (int) position, audio.length);
        length = Math.max(length, end);
    }

    private long positionAt(long nanos) {
        return Math.round((nanos - beginNanos) / 1e9 * RATE);
    }

    /** Where on the tape a moment of {@link System#nanoTime()} lies; 0 before the beginning. */
    synchronized int indexAt(long nanos) {
        return begun ? (int) Math.max(0, Math.min(Integer.MAX_VALUE, positionAt(nanos))) : 0;
    }

    synchronized Sound from(int index) {
        int start = Math.min(index, length);
        return Sound.of(Arrays.copyOfRange(samples, start, length), RATE);
    }

    synchronized Instant begin() {
        return begin;
    }

    synchronized Instant timeOf(int index) {
        return begin.plusNanos(index * 1_000_000_000L / RATE);
    }
}
