// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.webhooks;

import java.util.concurrent.CompletionStage;

/**
 * Port: sends requests to tenants' servers. Signs them ({@code X-Twilio-Signature}), follows redirects, tries again as the
 * request's limits say, and refuses addresses of networks that the operator did not allow, at connect time. Never blocks
 * the caller.
 */
public interface WebhookSender {
    /** A body may have that many bytes, 64 KiB as for Twilio's documents. */
    int MAXIMUM_BODY = 64 * 1024;

    /** Sends. Completes normally, also for failures; always within the request's total limit. */
    CompletionStage<WebhookResult> send(WebhookRequest request);
}
