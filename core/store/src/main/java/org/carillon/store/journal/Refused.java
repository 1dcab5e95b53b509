// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/** Entries that the database never takes, kept for a human in a file of frames. Bounded. */
final class Refused {
    private static final long MAXIMUM_BYTES = 64L * 1024 * 1024;

    private final Path file;

    Refused(Path folder) {
        this.file = folder.resolve("refused");
    }

    /**
     * Keeps one.
     *
     * @return false when the file is full: then it is lost, for nothing holds others back
     * @throws IOException when the disk does not take it now
     */
    boolean keep(Frame frame) throws IOException {
        var options = EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(file, options, owner)) {
            if (channel.size() + frame.size() > MAXIMUM_BYTES) {
                return false;
            }
            ByteBuffer buffer = ByteBuffer.allocate(frame.size());
            frame.put(buffer);
            buffer.flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
            return true;
        }
    }

    Path file() {
        return file;
    }
}
