// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jboss.logging.Logger;

/** Writes a body into a new file. The file is removed again when the body does not come to its end. */
final class FileSink implements Sink {
    private static final Logger LOG = Logger.getLogger(FileSink.class);
    private final long maximum;
    private final Path file;
    private final FileChannel channel;
    private long written;

    FileSink(Path folder, long maximum) throws IOException {
        this.maximum = maximum;
        Files.createDirectories(folder);
        file = Files.createTempFile(folder, "fetched-", ".part");
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
    }

    @Override
    public void write(ByteBuffer data) throws IOException {
        written += data.remaining();
        if (written > maximum) {
            throw new TooLargeException(maximum);
        }
        while (data.hasRemaining()) {
            channel.write(data);
        }
    }

    @Override
    public void finish() throws IOException {
        channel.close();
    }

    @Override
    public void discard() {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf("A half-fetched file could not be removed: %s (%s)", file, e.getMessage());
        }
    }

    Path file() {
        return file;
    }
}
