// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.verb;

import java.util.Optional;
import java.util.Set;

/**
 * Where the progress of a recording is posted.
 *
 * @param url the address as written, possibly relative; empty when nothing is to be posted
 * @param events the moments that are posted; {@code completed} unless the document says otherwise
 */
public record RecordingCallback(Optional<String> url, HttpMethod method, Set<RecordingEvent> events) {

    /** Nothing is posted. */
    public static final RecordingCallback NONE =
            new RecordingCallback(Optional.empty(), HttpMethod.POST, Set.of(RecordingEvent.COMPLETED));

    public RecordingCallback {
        events = Set.copyOf(events);
    }
}
