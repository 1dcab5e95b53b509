// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.paging;

import java.time.Instant;
import java.util.Optional;

/**
 * Which part of a list is wanted. Lists are ordered by creation, newest first, then by SID downwards, so that pages stay
 * where they are while new records come.
 *
 * @param size 1 to 1000
 * @param after only what comes after this place; empty for the first page
 */
public record PageRequest(int size, Optional<Cursor> after) {
    /** @throws IllegalArgumentException when the size is out of its range */
    public PageRequest {
        if (size < 1 || size > 1000) {
            throw new IllegalArgumentException("a page has 1 to 1000 records: " + size);
        }
    }

    /** A place in a list: that of the record with this creation time and SID. */
    public record Cursor(Instant created, String sid) {}
}
