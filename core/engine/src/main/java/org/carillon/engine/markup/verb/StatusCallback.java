// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.verb;

import java.util.Optional;
import java.util.Set;

/**
 * Where the progress of a dialled call is posted.
 *
 * @param url the address as written, possibly relative; empty when nothing is to be posted
 * @param events the moments that are posted; {@code completed} unless the document says otherwise
 */
public record StatusCallback(Optional<String> url, HttpMethod method, Set<CallEvent> events) {

    /** Nothing is posted. */
    public static final StatusCallback NONE =
            new StatusCallback(Optional.empty(), HttpMethod.POST, Set.of(CallEvent.COMPLETED));

    public StatusCallback {
        events = Set.copyOf(events);
    }
}
