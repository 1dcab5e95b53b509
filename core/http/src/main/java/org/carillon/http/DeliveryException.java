// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import org.carillon.engine.webhooks.WebhookResult;

/** Why a request has no answer. */
final class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;
    private final WebhookResult.Kind kind;
    private final boolean stale;

    DeliveryException(WebhookResult.Kind kind, String message) {
        this(kind, message, false);
    }

    /** @param stale whether a kept-alive connection was closed by the server just when it was used again */
    DeliveryException(WebhookResult.Kind kind, String message, boolean stale) {
        super(message);
        this.kind = kind;
        this.stale = stale;
    }

    WebhookResult.Kind kind() {
        return kind;
    }

    boolean stale() {
        return stale;
    }
}
