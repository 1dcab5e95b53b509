// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.paging;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param items in the list's order
 * @param next where the following page begins, empty on the last one
 */
public record Page<T>(List<T> items, Optional<PageRequest.Cursor> next) {
    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }
}
