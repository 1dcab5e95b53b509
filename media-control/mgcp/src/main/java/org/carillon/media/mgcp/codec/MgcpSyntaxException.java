// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import java.util.OptionalInt;

/**
 * Something received from a peer breaks the grammar. It carries the return code of RFC 3435 section 2.4 that describes the
 * fault, and, where the first line was readable, the transaction to answer. It has no stack trace: a flood of garbage must
 * stay cheap, and the message says all there is to know.
 */
public final class MgcpSyntaxException extends RuntimeException {
    private final int code;
    private final int transaction;

    /** @param code return code, 500 to 599; the transaction is not known yet */
    public MgcpSyntaxException(int code, String message) {
        this(code, message, 0);
    }

    private MgcpSyntaxException(int code, String message, int transaction) {
        super(message, null, false, false);
        this.code = code;
        this.transaction = transaction;
    }

    /** The return code to answer with, 500 to 599. */
    public int code() {
        return code;
    }

    /** The transaction of the faulty command; empty when it could not be read, or when the message is no command. */
    public OptionalInt transaction() {
        return transaction == 0 ? OptionalInt.empty() : OptionalInt.of(transaction);
    }

    MgcpSyntaxException in(int transaction) {
        return new MgcpSyntaxException(code, String.valueOf(getMessage()), transaction);
    }
}
