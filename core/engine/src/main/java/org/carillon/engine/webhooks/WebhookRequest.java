// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.webhooks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.carillon.engine.ids.AccountSid;

/**
 * A request to a tenant's web server.
 *
 * @param account whose auth token signs it and whose address rules hold
 * @param method GET puts the parameters into the query, POST into a form body
 * @param url absolute http or https URL, without fragment
 * @param parameters in the order in which they are sent; names do not repeat
 * @param limits how long it may take
 * @param idempotencyToken the same for every repetition of this request ({@code I-Twilio-Idempotency-Token})
 */
public record WebhookRequest(
        AccountSid account,
        HttpMethod method,
        String url,
        Map<String, String> parameters,
        WebhookLimits limits,
        String idempotencyToken) {
    /** Copies the parameters, keeping their order. */
    public WebhookRequest {
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
