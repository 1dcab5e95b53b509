// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where a response's body goes, piece by piece. */
interface Sink {
    /** Takes all of the buffer; an exception ends the exchange. */
    void write(ByteBuffer data) throws IOException;

    /** The body is complete. */
    void finish() throws IOException;

    /** The body will not be completed; nothing may be left of it. Also called after a failed {@link #finish}. */
    void discard();

    /** The body has more bytes than it may have. */
    final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(long maximum) {
            super("The body has more than " + maximum + " bytes.");
        }
    }
}
