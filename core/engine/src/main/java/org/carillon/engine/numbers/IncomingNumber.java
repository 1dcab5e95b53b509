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
 * @param voice asked for a document when a call arrives; empty: the call is refused with 404
 * @param voiceFallback asked when any document of the call cannot be had
 * @param statusCallback told when the call has ended
 * @param callerIdLookup kept for the API; lookups are not offered
 */
public record IncomingNumber(
        PhoneNumberSid sid,
        AccountSid account,
        PhoneNumber number,
        String friendlyName,
        Optional<WebhookTarget> voice,
        Optional<WebhookTarget> voiceFallback,
        Optional<WebhookTarget> statusCallback,
        boolean callerIdLookup,
        Instant created,
        Instant updated) {}
