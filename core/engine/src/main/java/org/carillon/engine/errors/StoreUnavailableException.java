// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.errors;

/**
 * The platform's database does not answer, or not in time. Nothing is wrong with what was asked; trying again helps. The
 * message may be shown to tenants, the cause may not.
 */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String MESSAGE = "The platform's database does not answer now.";

    /** It was not asked, because others wait for its answer already, or it did not answer in time. */
    public StoreUnavailableException() {
        super(MESSAGE);
    }

    /** It failed. */
    public StoreUnavailableException(Throwable cause) {
        super(MESSAGE, cause);
    }
}
