// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a segment's frames from its beginning on. Steps over damaged bytes to the next whole frame; at the end of a segment
 * that was cut off by a crash it finds nothing more.
 */
final class SegmentReader {
    /** Holds at least one frame of the largest size. */
    private static final int CHUNK = 2 * (Frame.MAXIMUM_CONTENT + Frame.OVERHEAD);

    private final Segment segment;
    private long position;
    private long skipped;

    SegmentReader(Segment segment) {
        this.segment = segment;
    }

    /**
     * The next frames.
     *
     * @param limit how far the segment may be read: only what is safe on disk
     * @return empty at the limit, or when nothing whole lies before it
     */
    List<Frame> next(long limit, int most) throws IOException {
        List<Frame> frames = new ArrayList<>();
        while (position < limit && frames.isEmpty()) {
            ByteBuffer buffer = segment.read(position, (int) Math.min(CHUNK, limit - position));
            boolean reachesLimit = position + buffer.limit() >= limit;
            while (buffer.hasRemaining() && frames.size() < most) {
                if (Frame.isAt(buffer)) {
                    frames.add(Frame.get(buffer));
                } else if (!reachesLimit && buffer.remaining() < CHUNK / 2) {
                    // Perhaps a frame that goes beyond this chunk.
                    break;
                } else {
                    buffer.position(buffer.position() + 1);
                    skipped++;
                }
            }
            if (buffer.position() == 0) {
                break;
            }
            position += buffer.position();
        }
        return frames;
    }

    Segment segment() {
        return segment;
    }

    long position() {
        return position;
    }

    /** Bytes that belonged to no whole frame. */
    long skipped() {
        return skipped;
    }
}
