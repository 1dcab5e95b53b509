// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.webhooks;

import java.time.Duration;
import java.util.Set;

/**
 * How long a request may take and how often it is tried (Twilio's "webhook connection overrides").
 *
 * @param connect for the connection, 100 ms to 10 s (#ct)
 * @param read from the request to the first byte of the response, 100 ms to 15 s (#rt)
 * @param total for everything, retries included, 100 ms to 15 s (#tt)
 * @param retries 0 to 5 (#rc)
 * @param retryOn after what it is tried again (#rp, which may name several)
 */
public record WebhookLimits(Duration connect, Duration read, Duration total, int retries, Set<RetryPolicy> retryOn) {
    /** 5 s to connect, 15 s to answer, 15 s in all, one retry when the connection fails. */
    public static final WebhookLimits DEFAULT = new WebhookLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(15),
            1,
            Set.of(RetryPolicy.CONNECT_FAILURE));

    /** Copies the policies. */
    public WebhookLimits {
        retryOn = Set.copyOf(retryOn);
    }

    /** Whether a request is tried again after this. */
    public boolean retriesOn(RetryPolicy policy) {
        return retryOn.contains(RetryPolicy.ALL) || retryOn.contains(policy);
    }

    /** After what a request is tried again. */
    public enum RetryPolicy {
        /** {@code ct}: the connection or the TLS handshake failed or took too long. */
        CONNECT_FAILURE,
        /** {@code rt}: the response took too long, or the connection broke while it was awaited. */
        READ_TIMEOUT,
        /** {@code 4xx}. */
        CLIENT_ERROR,
        /** {@code 5xx}. */
        SERVER_ERROR,
        /** {@code all}: any of the above. */
        ALL
    }
}
