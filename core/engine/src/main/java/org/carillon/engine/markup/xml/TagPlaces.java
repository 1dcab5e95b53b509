// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.xml;

/**
 * Finds the places of the start tags of a well-formed document, one after the other. The parser itself only tells where
 * a tag ends, which in a tag of several lines is not where its author would look.
 */
final class TagPlaces {

    private final String text;
    private int next;
    private int counted;
    private int lineStart;
    private int line = 1;
    private int column = 1;

    TagPlaces(String text) {
        this.text = text;
    }

    /** Goes to the next start tag; stays where it is when there is none. */
    void advance() {
        int start = text.indexOf('<', next);
        while (start >= 0 && !isStartTag(start)) {
            start = text.indexOf('<', afterOther(start));
        }
        if (start >= 0) {
            next = start + 1;
            count(start);
        }
    }

    /** Goes to the document type declaration, if one stands before the first tag. */
    boolean findTypeDeclaration() {
        int start = text.indexOf('<');
        while (start >= 0 && (text.startsWith("<!--", start) || text.startsWith("<?", start))) {
            start = text.indexOf('<', afterOther(start));
        }
        if (start < 0 || !text.startsWith("<!", start)) {
            return false;
        }
        count(start);
        return true;
    }

    private boolean isStartTag(int at) {
        return !text.startsWith("/", at + 1) && !text.startsWith("!", at + 1) && !text.startsWith("?", at + 1);
    }

    /** Behind a comment, a CDATA section or an instruction, inside of which a {@code <} begins nothing. */
    private int afterOther(int at) {
        if (text.startsWith("<!--", at)) {
            return behind("-->", at + 4);
        }
        if (text.startsWith("<![CDATA[", at)) {
            return behind("]]>", at);
        }
        return text.startsWith("<?", at) ? behind("?>", at) : at + 1;
    }

    private int behind(String end, int from) {
        int at = text.indexOf(end, from);
        return at < 0 ? text.length() : at + end.length();
    }

    private void count(int upTo) {
        for (int i = counted; i < upTo; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        counted = upTo;
        column = upTo - lineStart + 1;
    }

    /** Counted from 1. */
    int line() {
        return line;
    }

    /** Counted from 1. */
    int column() {
        return column;
    }
}
