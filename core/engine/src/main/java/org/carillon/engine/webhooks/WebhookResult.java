// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.webhooks;

/** What came of a {@link WebhookRequest}. */
public sealed interface WebhookResult {
    /**
     * The server answered, with whatever status.
     *
     * @param url from which the body came at last, after redirects
     * @param contentType as sent, or empty
     * @param body at most the sender's limit (see {@link WebhookSender#MAXIMUM_BODY})
     * @param attempts how many requests were made
     */
    record Reply(int status, String url, String contentType, Body body, int attempts) implements WebhookResult {}

    /** No answer, or none that can be used. */
    record Failed(Kind kind, String message, int attempts) implements WebhookResult {}

    /** The kinds of failure. */
    enum Kind {
        /** The URL is malformed or of another scheme (Twilio 11100). */
        BAD_URL,
        /** Its address is in a network that the operator does not allow (Twilio 11200). */
        ADDRESS_REFUSED,
        /** The name is unknown (Twilio 11210). */
        UNKNOWN_HOST,
        /** No connection (Twilio 11205). */
        CONNECT_FAILED,
        /** No TLS connection (Twilio 11237). */
        TLS_FAILED,
        /** Connected, but no complete answer in time (Twilio 11200). */
        TIMEOUT,
        /** More redirects than allowed (Twilio 11215). */
        TOO_MANY_REDIRECTS,
        /** The body is larger than allowed (Twilio 11750). */
        TOO_LARGE,
        /** The answer is no HTTP, or the connection broke (Twilio 11200). */
        BROKEN
    }

    /** Bytes of a body; compares by content. */
    final class Body {
        private final byte[] bytes;

        /** Takes the array over: the caller must not change it. */
        public Body(byte[] bytes) {
            this.bytes = bytes;
        }

        /** A copy of the bytes. */
        public byte[] bytes() {
            return bytes.clone();
        }

        /** How many bytes. */
        public int length() {
            return bytes.length;
        }

        /** A stream over the bytes. */
        public java.io.InputStream stream() {
            return new java.io.ByteArrayInputStream(bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Body body && java.util.Arrays.equals(bytes, body.bytes);
        }

        @Override
        public int hashCode() {
            return java.util.Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }
}
