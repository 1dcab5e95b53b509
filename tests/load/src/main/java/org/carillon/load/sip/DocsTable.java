// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

/** The places of the figures in docs/performance.md. */
public final class DocsTable {

    private DocsTable() {}

    /**
     * The page with new figures in the place of the old ones.
     *
     * @param bench whose figures they are, for example {@code bench sip}
     * @throws IllegalArgumentException if the page has no such place
     */
    public static String put(String page, String bench, String figures) {
        String first = "<!-- " + bench + ": written by --write -->\n";
        int begin = page.indexOf(first);
        int end = page.indexOf("<!-- " + bench + ": end -->\n");
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page has no place for the figures of " + bench);
        }
        return page.substring(0, begin + first.length()) + figures.strip() + "\n" + page.substring(end);
    }
}
