// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import org.carillon.engine.markup.schema.MarkupError;

/**
 * A document that is not run at all. The message names the code, the place and what is wrong, and is meant for the
 * tenant's log of notifications.
 */
public final class MarkupException extends Exception {

    private static final long serialVersionUID = 1L;

    private final MarkupError error;
    private final String detail;
    private final int line;
    private final int column;

    /**
     * @param detail what exactly is wrong, in one sentence
     * @param line counted from 1; 0 when the mistake has no place
     * @param column counted from 1; 0 when the mistake has no place
     */
    public MarkupException(MarkupError error, String detail, int line, int column) {
        super(describe(error, detail, line, column));
        this.error = error;
        this.detail = detail;
        this.line = line;
        this.column = column;
    }

    private static String describe(MarkupError error, String detail, int line, int column) {
        String place = line > 0 ? " (line " + line + ", column " + column + ")" : "";
        return error.code() + " " + error.title() + place + ": " + detail;
    }

    /** Code, title, place and what exactly is wrong. */
    @Override
    public String getMessage() {
        return describe(error, detail, line, column);
    }

    /** What kind of mistake. */
    public MarkupError error() {
        return error;
    }

    /** The number under which the error is filed. */
    public int code() {
        return error.code();
    }

    /** What exactly is wrong, without code and place. */
    public String detail() {
        return detail;
    }

    /** The line of the mistake, counted from 1; 0 when it has none. */
    public int line() {
        return line;
    }

    /** The column of the mistake, counted from 1; 0 when it has none. */
    public int column() {
        return column;
    }
}
