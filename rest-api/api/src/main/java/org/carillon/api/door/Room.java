// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.door;

import java.util.concurrent.atomic.AtomicLong;

/** Memory that many share: so much, and no more. */
final class Room {
    private final AtomicLong left;

    /** @param bytes how much there is */
    Room(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** Takes so much; false, and nothing taken, when it is not there. */
    boolean take(long bytes) {
        return left.getAndUpdate(now -> now >= bytes ? now - bytes : now) >= bytes;
    }

    /** Gives back what was taken. */
    void give(long bytes) {
        left.addAndGet(bytes);
    }
}
