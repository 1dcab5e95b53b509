// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.carillon.store.files.Disk;
import org.carillon.store.files.DiskFile;
import org.carillon.store.files.Frame;

/** Entries that the database never takes, kept for a human in a file of frames. Bounded. */
final class Refused {
    private static final long MAXIMUM_BYTES = 64L * 1024 * 1024;

    private final Disk disk;
    private final Path folder;
    private final Path file;

    /** Whether the file's name is on the disk. */
    private boolean named;

    Refused(Path folder, Disk disk) {
        this.disk = disk;
        this.folder = folder;
        this.file = folder.resolve("refused");
    }

    /**
     * Keeps one.
     *
     * @return false when the file is full: then it is lost, for nothing holds others back
     * @throws IOException when the disk does not take it now
     */
    boolean keep(Frame frame) throws IOException {
        try (DiskFile open = open()) {
            long end = open.size();
            if (end + frame.size() > MAXIMUM_BYTES) {
                return false;
            }
            ByteBuffer buffer = ByteBuffer.allocate(frame.size());
            frame.put(buffer);
            open.write(buffer.flip(), end);
            open.force();
            if (!named) {
                disk.syncFolder(folder);
                named = true;
            }
            return true;
        }
    }

    private DiskFile open() throws IOException {
        try {
            return disk.open(file);
        } catch (NoSuchFileException e) {
            return disk.create(file);
        }
    }

    Path file() {
        return file;
    }
}
