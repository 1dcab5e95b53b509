// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.answers;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A part of a file as an answer's body. A resource that gives it as an attribute of the request answers without an entity.
 * The file is open only while a piece is read, so that many slow clients keep no files open, and one that is removed
 * meanwhile ends the answer.
 *
 * @param first offset of the first byte
 * @param length in bytes
 */
public record FilePart(Path file, long first, long length) implements AnswerBody {
    /** The name of the request's attribute. */
    public static final String ATTRIBUTE = FilePart.class.getName();

    @Override
    public byte[] read(long at) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, length - at));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.read(piece, first + at) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        return Arrays.copyOf(piece.array(), piece.position());
    }
}
