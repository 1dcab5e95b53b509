// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An application session with all its SIP sessions: they belong to each other, so they move together.
 *
 * @param application its name
 * @param id of the application session, part of its tags
 * @param handler name of the servlet that has it now; null when none
 * @param timeoutMillis after so much time without traffic it ends; 0 or less means never
 */
public record ApplicationImage(
        String application,
        String id,
        @Nullable String handler,
        Instant created,
        long timeoutMillis,
        boolean invalidateWhenReady,
        Map<String, Value> attributes,
        List<SessionImage> sessions,
        List<TimerImage> timers) {
    /** Copies map and lists. */
    public ApplicationImage {
        attributes = Map.copyOf(attributes);
        sessions = List.copyOf(sessions);
        timers = List.copyOf(timers);
    }

    /** {@return whether it has a dialog, or a persistent timer, with which another node could go on} */
    public boolean isOngoing() {
        return sessions.stream().anyMatch(session -> session.dialog() != null)
                || timers.stream().anyMatch(TimerImage::persistent);
    }

    /** {@return under what name it is kept} */
    public String key() {
        return key(application, id);
    }

    /** {@return under what name an application session is kept} */
    public static String key(String application, String id) {
        return application + '/' + id;
    }
}
