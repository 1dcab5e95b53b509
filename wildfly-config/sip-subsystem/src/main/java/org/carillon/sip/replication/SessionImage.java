// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A SIP session with its dialog.
 *
 * @param fromTag with the Call-ID, its name within the application session
 * @param toTag null when it has none yet
 * @param state name of the state of JSR 289 section 6.2.1
 * @param sequence number of the last request that was taken, -1 when there was none
 * @param handler name of the servlet that gets its requests; null when none was set
 * @param linked the session at the other side of a B2BUA; null when there is none
 */
public record SessionImage(
        String callId,
        String fromTag,
        @Nullable String toTag,
        String state,
        long sequence,
        @Nullable String transport,
        @Nullable String handler,
        Instant created,
        boolean invalidateWhenReady,
        Map<String, Value> attributes,
        @Nullable DialogImage dialog,
        @Nullable Name linked) {
    /** Copies the map. */
    public SessionImage {
        attributes = Map.copyOf(attributes);
    }

    /** How a session is named within its application session. */
    public record Name(String callId, String fromTag) {}

    /** {@return its own name} */
    public Name name() {
        return new Name(callId, fromTag);
    }
}
