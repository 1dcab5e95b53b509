// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;

/** Keeps a body in memory, up to a bound that also holds for what it unpacks to. */
final class MemorySink implements Sink {
    private final int maximum;
    private final boolean packed;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private byte[] body = new byte[0];

    /** @param encoding the Content-Encoding; gzip is unpacked */
    MemorySink(int maximum, String encoding) {
        this.maximum = maximum;
        this.packed = encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip");
    }

    @Override
    public void write(ByteBuffer data) throws IOException {
        if (received.size() + data.remaining() > maximum) {
            throw new TooLargeException(maximum);
        }
        byte[] piece = new byte[data.remaining()];
        data.get(piece);
        received.writeBytes(piece);
    }

    @Override
    public void finish() throws IOException {
        if (!packed || received.size() == 0) {
            body = received.toByteArray();
            return;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(received.toByteArray()))) {
            body = in.readNBytes(maximum + 1);
        }
        if (body.length > maximum) {
            throw new TooLargeException(maximum);
        }
    }

    @Override
    public void discard() {
        received.reset();
    }

    /** The complete body. */
    byte[] body() {
        return body;
    }
}
