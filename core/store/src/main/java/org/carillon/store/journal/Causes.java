// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What an operator should read of a failure: its root, not the wrappers around it. */
final class Causes {
    private static final int MOST_CAUSES = 30;
    private static final int MOST_CHARACTERS = 300;

    private Causes() {}

    /**
     * The SQL state and the message of the innermost SQL failure, else the innermost cause. Only the first line: further ones
     * quote the values of the row, which are personal data.
     */
    static String of(Throwable failure) {
        Throwable root = failure;
        @Nullable SQLException sql = null;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            root = cause;
            if (cause instanceof SQLException found) {
                sql = found;
            }
            cause = cause.getCause();
        }
        return sql == null
                ? line(root.toString())
                : "SQLSTATE " + sql.getSQLState() + ", " + line(String.valueOf(sql.getMessage()));
    }

    private static String line(String text) {
        String first = text.lines().findFirst().orElse("");
        return first.length() <= MOST_CHARACTERS ? first : first.substring(0, MOST_CHARACTERS);
    }
}
