// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.transaction;

/** A command got no answer. It has no stack trace: under load it is made often, and kind and message say all. */
public final class TransactionException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What happened to the command. */
    public enum Kind {
        /** No answer before the deadline; the peer may have carried it out all the same. */
        TIMEOUT,
        /** It was not sent: too many commands wait for an answer. */
        BUSY,
        /** It was not sent: it is larger than a datagram may be. */
        TOO_LARGE,
        /** The transaction layer is closed. */
        CLOSED
    }

    private final Kind kind;

    public TransactionException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
