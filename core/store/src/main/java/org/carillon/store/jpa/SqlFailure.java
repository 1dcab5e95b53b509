// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose doing a failure is, by the classes of SQL states (the first two characters; PostgreSQL's appendix A). */
enum SqlFailure {
    /** The database does not take these values and never will. */
    REFUSED,
    /** The database's own: it cannot be reached, is starting, full, read-only, short of something. Trying again helps. */
    TROUBLE,
    /** It cannot be told from the failure; whether the database takes another row tells. */
    UNCLEAR;

    /** Cardinality, data, constraints, triggered changes, views' checks, limits of a row, what a trigger raises. */
    private static final Set<String> ROW = Set.of("21", "22", "23", "27", "44", "54", "P0");

    /**
     * Connection, transaction state, authorization, catalogue, serialization, access and schema, resources, locks, operator,
     * system, configuration.
     */
    private static final Set<String> DATABASE =
            Set.of("08", "25", "28", "3D", "40", "42", "53", "55", "57", "58", "F0");

    /** Of the class 57, but a statement that took too long may be the row's doing. */
    private static final String QUERY_CANCELED = "57014";

    /** A failure has few causes; the bound is for causes that go in a circle. */
    private static final int MOST_CAUSES = 30;

    /** Looks through the causes. */
    static SqlFailure of(Throwable failure) {
        Set<Throwable> causes = new LinkedHashSet<>();
        collect(failure, causes);
        boolean trouble = false;
        for (Throwable cause : causes) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                if (isOf(ROW, state)) {
                    return REFUSED;
                }
                // Without a state it never came to the database: the pool has no connection.
                trouble |= state == null || (isOf(DATABASE, state) && !state.equals(QUERY_CANCELED));
            }
        }
        return trouble ? TROUBLE : UNCLEAR;
    }

    private static void collect(@Nullable Throwable failure, Set<Throwable> causes) {
        if (failure == null || causes.size() >= MOST_CAUSES || !causes.add(failure)) {
            return;
        }
        collect(failure.getCause(), causes);
        if (failure instanceof SQLException sql) {
            // A batch's failure holds the row's as the next one.
            collect(sql.getNextException(), causes);
        }
    }

    private static boolean isOf(Set<String> classes, @Nullable String state) {
        return state != null && state.length() == 5 && classes.contains(state.substring(0, 2));
    }
}
