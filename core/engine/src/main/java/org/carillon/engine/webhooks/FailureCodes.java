// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.webhooks;

/** Twilio's error codes for requests that failed. */
public final class FailureCodes {
    /** The server answered with an error status, or its answer cannot be used. */
    public static final int RETRIEVAL_FAILURE = 11200;

    /** The content type is none that can be run. */
    public static final int INVALID_CONTENT_TYPE = 12300;

    /** The body is larger than allowed. */
    public static final int TOO_LARGE = 11750;

    /** Documents went on without anything being heard. */
    public static final int TOO_MANY_REDIRECTS = 11215;

    /** The URL is malformed. */
    public static final int BAD_URL = 11100;

    /** A connection override names a retry policy that does not exist. */
    public static final int BAD_OVERRIDE = 11243;

    private FailureCodes() {}

    /** The code for a failure. */
    public static int of(WebhookResult.Kind kind) {
        return switch (kind) {
            case BAD_URL -> BAD_URL;
            case ADDRESS_REFUSED, TIMEOUT, BROKEN -> RETRIEVAL_FAILURE;
            case UNKNOWN_HOST -> 11210;
            case CONNECT_FAILED -> 11205;
            case TLS_FAILED -> 11237;
            case TOO_MANY_REDIRECTS -> TOO_MANY_REDIRECTS;
            case TOO_LARGE -> TOO_LARGE;
        };
    }
}
