// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.errors;

/** Ends a request of the API with an error of the list. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ApiError error;

    /**
     * An error.
     *
     * @param message what is wrong and what to do, in a sentence or two, shown to the tenant
     */
    public ApiException(ApiError error, String message) {
        super(message);
        this.error = error;
    }

    /** Which error. */
    public ApiError error() {
        return error;
    }
}
