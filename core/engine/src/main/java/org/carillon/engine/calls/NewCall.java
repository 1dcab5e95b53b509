// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.carillon.engine.calls.signalling.SipCredentials;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.webhooks.WebhookTarget;

/**
 * A call to be made through the API (Twilio: "Create a Call"). Texts are as the tenant gave them; the service checks them.
 *
 * @param instructions what happens when it is answered
 * @param fallback asked when a document cannot be had
 * @param statusCallback told about the call's progress
 * @param statusEvents which steps it is told; completed when the tenant named none
 * @param timeout how long it may ring, 1 to 600 s
 * @param timeLimit how long it may last, 1 s to 24 h; empty: four hours
 * @param credentials for a challenge of the called side
 */
public record NewCall(
        String to,
        String from,
        Instructions instructions,
        Optional<WebhookTarget> fallback,
        Optional<WebhookTarget> statusCallback,
        Set<CallStatus> statusEvents,
        Duration timeout,
        Optional<Duration> timeLimit,
        Optional<SipCredentials> credentials) {
    /** Copies the events. */
    public NewCall {
        statusEvents = Set.copyOf(statusEvents);
    }

    /** Where the first document comes from. */
    public sealed interface Instructions {
        /** From a web server. */
        record FromUrl(WebhookTarget target) implements Instructions {}

        /** From the request itself. */
        record Inline(String document) implements Instructions {}
    }
}
