// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a file's frames from its beginning on. Steps over damaged bytes to the next whole frame; at the end of a file that was
 * cut off by a crash it finds nothing more.
 */
public final class FrameReader {
    /** Holds at least one frame of the largest size. */
    private static final int CHUNK = 2 * (Frame.MAXIMUM_CONTENT + Frame.OVERHEAD);

    private final DiskFile file;
    private long position;
    private long skipped;

    /** From the beginning of a file. */
    public FrameReader(DiskFile file) {
        this.file = file;
    }

    /**
     * The next frames.
     *
     * @param limit how far the file may be read: only what is safe on disk
     * @return empty at the limit, or when nothing whole lies before it
     */
    public List<Frame> next(long limit, int most) throws IOException {
        List<Frame> frames = new ArrayList<>();
        while (position < limit && frames.isEmpty()) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(CHUNK, limit - position));
            file.read(buffer, position);
            buffer.flip();
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

    /** How far it has read. */
    public long position() {
        return position;
    }

    /** Bytes that belonged to no whole frame. */
    public long skipped() {
        return skipped;
    }
}
