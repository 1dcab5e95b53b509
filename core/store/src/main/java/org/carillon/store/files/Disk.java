// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Port: a file system, as far as the store asks for one. Every method blocks. Files and folders are for their owner only. */
public interface Disk {
    /** Makes the folder, and those above it, unless it is there. */
    void makeFolder(Path folder) throws IOException;

    /**
     * Takes the folder for this process until it is closed, or the process ends.
     *
     * @throws IllegalStateException when it is taken
     */
    Closeable lock(Path folder) throws IOException;

    /** The files in the folder, by name. */
    List<Path> list(Path folder) throws IOException;

    /**
     * Makes a file. Its name survives a crash of the machine only once {@link #syncFolder} has returned.
     *
     * @throws java.nio.file.FileAlreadyExistsException when it is there
     */
    DiskFile create(Path file) throws IOException;

    /**
     * Opens a file that is there.
     *
     * @throws java.nio.file.NoSuchFileException when it is not
     */
    DiskFile open(Path file) throws IOException;

    /** Removes a file; without effect when it is not there. */
    void delete(Path file) throws IOException;

    /** What was made and removed in the folder is on the disk when this returns. */
    void syncFolder(Path folder) throws IOException;
}
