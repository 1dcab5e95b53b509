// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.numbers;

import java.time.Instant;
import java.util.Optional;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.webhooks.WebhookTarget;

/**
 * A number of the platform and what happens when it is called.
 *
 * @param onCall asked for a document when a call arrives; without it the call is refused with 404
 * @param onFailure asked when any document of the call cannot be had
 * @param onEnd told when the call has ended
 * @param callerIdLookup kept for the API; lookups are not offered
 */
public record IncomingNumber(
        PhoneNumberSid sid,
        AccountSid account,
        PhoneNumber number,
        String friendlyName,
        NumberHook onCall,
        NumberHook onFailure,
        NumberHook onEnd,
        boolean callerIdLookup,
        Instant created,
        Instant updated) {
    /** With nothing but the standard method where there is no target. */
    public IncomingNumber(
            PhoneNumberSid sid,
            AccountSid account,
            PhoneNumber number,
            String friendlyName,
            Optional<WebhookTarget> voice,
            Optional<WebhookTarget> voiceFallback,
            Optional<WebhookTarget> statusCallback,
            boolean callerIdLookup,
            Instant created,
            Instant updated) {
        this(
                sid,
                account,
                number,
                friendlyName,
                NumberHook.of(voice),
                NumberHook.of(voiceFallback),
                NumberHook.of(statusCallback),
                callerIdLookup,
                created,
                updated);
    }

    /** Asked for a document when a call arrives. */
    public Optional<WebhookTarget> voice() {
        return onCall.target();
    }

    /** Asked when any document of the call cannot be had. */
    public Optional<WebhookTarget> voiceFallback() {
        return onFailure.target();
    }

    /** Told when the call has ended. */
    public Optional<WebhookTarget> statusCallback() {
        return onEnd.target();
    }
}
