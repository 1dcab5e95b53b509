// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/** For bodies that nobody reads: those of redirects and refusals. A long one ends the connection. */
final class IgnoredBody implements Sink {
    private static final int MOST = 64 * 1024;
    private int seen;

    @Override
    public void write(ByteBuffer data) throws IOException {
        seen += data.remaining();
        if (seen > MOST) {
            throw new TooLargeException(MOST);
        }
        data.position(data.limit());
    }

    @Override
    public void finish() {}

    @Override
    public void discard() {}
}
