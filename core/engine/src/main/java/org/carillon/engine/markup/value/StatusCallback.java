// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.value;

import java.util.Optional;
import java.util.Set;
import org.carillon.engine.webhooks.HttpMethod;

/**
 * Where the progress of a dialled call is posted.
 *
 * @param url the address as written, possibly relative; empty when nothing is to be posted
 * @param events the moments that are posted; {@code completed} unless the document says otherwise
 */
public record StatusCallback(Optional<String> url, HttpMethod method, Set<Event> events) {

    /** A moment in the life of a dialled call. */
    public enum Event {
        INITIATED,
        RINGING,
        ANSWERED,
        COMPLETED
    }

    /** Nothing is posted. */
    public static final StatusCallback NONE =
            new StatusCallback(Optional.empty(), HttpMethod.POST, Set.of(Event.COMPLETED));

    public StatusCallback {
        events = EnumSets.copy(Event.class, events);
    }
}
