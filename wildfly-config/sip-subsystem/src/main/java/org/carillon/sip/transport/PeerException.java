// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import gov.nist.javax.sip.stack.IllegalTransactionStateException;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;

/** A message did not leave because of its receiver, who closed the connection, does not read or has too many: no fault of an application or ours. */
public final class PeerException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message what the peer did, with its address */
    public PeerException(String message) {
        super(message);
    }

    /** {@return whether a failure, or what caused it, is the peer's or the network's doing} */
    public static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PeerException
                    || isOfTwoMethods(cause)
                    || cause instanceof SocketException
                    || cause instanceof UnknownHostException
                    || (cause instanceof IOException && isOfTheStack(cause))) {
                return true;
            }
        }
        return false;
    }

    /** A peer has given two requests of different methods one branch, so that the stack takes them for the same. */
    private static boolean isOfTwoMethods(Throwable cause) {
        return cause instanceof IllegalTransactionStateException illegal
                && illegal.getReason() == IllegalTransactionStateException.Reason.UnmatchingCSeq;
    }

    /** The stack has no way to an address or transport: a peer has most often named it, in its Via or Contact. */
    private static boolean isOfTheStack(Throwable cause) {
        var trace = cause.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("gov.nist.");
    }
}
