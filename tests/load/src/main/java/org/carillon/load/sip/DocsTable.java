// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

/** The place of the figures in docs/performance.md. */
final class DocsTable {
    private static final String BEGIN = "<!-- bench sip: written by --write -->\n";
    private static final String END = "<!-- bench sip: end -->\n";

    private DocsTable() {}

    /**
     * The page with new figures in the place of the old ones.
     *
     * @throws IllegalArgumentException if the page has no such place
     */
    static String put(String page, String figures) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page has no place for the figures of bench sip");
        }
        return page.substring(0, begin + BEGIN.length()) + figures.strip() + "\n" + page.substring(end);
    }
}
