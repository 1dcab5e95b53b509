// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

/** The outbox is full, or the disk is: the entries were not taken. */
public final class OutboxFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutboxFullException(String message) {
        super(message);
    }

    OutboxFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
