// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import java.io.IOException;
import java.net.SocketException;

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
            if (cause instanceof PeerException || cause instanceof SocketException) {
                return true;
            }
        }
        return false;
    }
}
