// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.session;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carillon.engine.calls.CallChange;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.markup.MarkupWarning;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.webhooks.WebhookResult;

/** Something that happened to a session. */
public sealed interface Event {
    /**
     * The session was opened: the first event.
     *
     * @param warnings of the document that came with the call
     */
    record Opened(List<MarkupWarning> warnings) implements Event {
        /** Copies the list. */
        public Opened {
            warnings = List.copyOf(warnings);
        }

        /** Without warnings. */
        public Opened() {
            this(List.of());
        }
    }

    /** A leg's signalling reports. */
    record Signalled(SignalEvent signal) implements Event {}

    /** No way leads to a destination, or the signalling cannot carry a command out. */
    record Unroutable(CallSid leg, int errorCode, String message) implements Event {}

    /** A media command's result. */
    record MediaAnswered(String operation, MediaResult result) implements Event {}

    /** The media server reports. */
    record MediaHappened(MediaEvent media) implements Event {}

    /**
     * A tenant's server answered, or did not, when asked for a document.
     *
     * @param sent the request's parameters, for the notification when something is wrong
     */
    record Fetched(String operation, WebhookResult result, Map<String, String> sent) implements Event {
        /** Copies the parameters, keeping their order. */
        public Fetched {
            sent = Collections.unmodifiableMap(new LinkedHashMap<>(sent));
        }
    }

    /** Telling a tenant's server something failed. */
    record TellFailed(CallSid leg, String url, String message, int errorCode) implements Event {}

    /** A recording is in the vault ({@code bytes} at least 0), or could not be stored (-1). */
    record Kept(String operation, RecordingSid recording, long bytes) implements Event {}

    /** A deadline was reached. */
    record DeadlineReached(CallSid leg, String name) implements Event {}

    /**
     * The API wants a change; the same id acts once only.
     *
     * @param commandId 1 to 300 characters without blanks
     */
    record Commanded(String commandId, CallSid leg, CallChange change) implements Event {
        /** What a session remembers of it: the id, and what was asked for under it. */
        public String stamp() {
            byte[] asked = (leg + " " + change).getBytes(StandardCharsets.UTF_8);
            return commandId + " " + UUID.nameUUIDFromBytes(asked);
        }
    }
}
