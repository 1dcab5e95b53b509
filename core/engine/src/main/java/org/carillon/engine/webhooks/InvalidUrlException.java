// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.webhooks;

/** A URL that cannot be asked (Twilio 11100). The message says what is wrong with it, for the tenant to read. */
public final class InvalidUrlException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong. */
    public InvalidUrlException(String message) {
        super(message);
    }
}
