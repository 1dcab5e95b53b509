// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.xml;

/** Why a document cannot be made into a tree of elements. */
public final class XmlException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of mistake. */
    public enum Kind {
        EMPTY,
        MALFORMED,
        VERSION,
        TOO_MANY_ELEMENTS,
        TOO_DEEP,
        ATTRIBUTE_TOO_LONG
    }

    private final Kind kind;
    private final String detail;
    private final int line;
    private final int column;

    /**
     * @param detail what exactly is wrong, in one sentence
     * @param line counted from 1; 0 when the mistake has no place
     * @param column counted from 1; 0 when the mistake has no place
     */
    public XmlException(Kind kind, String detail, int line, int column) {
        super(detail);
        this.kind = kind;
        this.detail = detail;
        this.line = line;
        this.column = column;
    }

    /** What exactly is wrong, in one sentence. */
    public String detail() {
        return detail;
    }

    /** What kind of mistake. */
    public Kind kind() {
        return kind;
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
