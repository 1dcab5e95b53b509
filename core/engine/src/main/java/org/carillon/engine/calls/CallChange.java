// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls;

import java.util.Optional;
import org.carillon.engine.webhooks.WebhookTarget;

/** A change of a living call through the API (Twilio: "Update a Call"). */
public sealed interface CallChange {
    /** A new document takes the place of the running one. */
    record Redirect(NewCall.Instructions instructions, Optional<WebhookTarget> fallback) implements CallChange {}

    /** Ends the call whatever it is doing. */
    record Complete() implements CallChange {}

    /** Ends the call if it is still queued or ringing; an answered call goes on (and the change is refused). */
    record Cancel() implements CallChange {}
}
