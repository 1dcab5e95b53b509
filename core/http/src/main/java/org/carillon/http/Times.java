// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.time.Duration;

/**
 * How long one request may take.
 *
 * @param connect until the connection stands, name lookup and TLS handshake included
 * @param read from then to the response's head, and between two pieces of its body
 * @param deadline when everything must be over, as {@link System#nanoTime} counts
 */
record Times(Duration connect, Duration read, long deadline) {
    static Times startingNow(Duration connect, Duration read, Duration total) {
        return new Times(connect, read, System.nanoTime() + total.toNanos());
    }

    boolean isOver() {
        return nanosLeft() <= 0;
    }

    long nanosLeft() {
        return deadline - System.nanoTime();
    }
}
