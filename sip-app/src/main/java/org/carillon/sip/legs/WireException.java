// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.legs;

/** A message could not be handed to the transport. */
public class WireException extends Exception {
    /** With what the container said. */
    public WireException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Without a cause in the container. */
    public WireException(String message) {
        super(message);
    }
}
