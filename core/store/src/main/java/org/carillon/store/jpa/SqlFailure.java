// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import java.sql.SQLException;

/** Whether trying again helps. */
enum SqlFailure {
    /** The database does not take these values (SQL states of the classes 22, data, and 23, constraints). */
    REFUSED,
    /** Everything else: it cannot be reached, is starting, full, shutting down, out of connections. */
    TROUBLE;

    /** Looks through the causes. */
    static SqlFailure of(Throwable failure) {
        Throwable cause = failure;
        // Bounded, in case causes go in a circle.
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof SQLException sql && isRefusal(sql.getSQLState())) {
                return REFUSED;
            }
            cause = cause.getCause();
        }
        return TROUBLE;
    }

    private static boolean isRefusal(@org.jspecify.annotations.Nullable String state) {
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
