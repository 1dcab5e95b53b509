// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file. What is written survives the end of the process at once, and that of the machine when it was forced. */
public interface DiskFile extends Closeable {
    /** Writes the whole buffer at a place; when it fails, a part of it may be there. */
    void write(ByteBuffer bytes, long position) throws IOException;

    /** Fills the buffer from a place on as far as the file goes. */
    void read(ByteBuffer bytes, long position) throws IOException;

    /** What was written is on the disk when this returns. */
    void force() throws IOException;

    /** Cuts off what lies behind. */
    void truncate(long size) throws IOException;

    /** Its length in bytes. */
    long size() throws IOException;
}
