// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares the table of a whole run with the one in docs/conformance.md, between two marks, and fails when they differ:
 * {@code ReportCheck TABLE PAGE [write]}. With {@code write} it puts the new table into the page. A section of JSR 289 of which
 * nothing is refused fails it in any case.
 */
public final class ReportCheck {
    private static final String BEGIN = "<!-- made by the tests: begin -->\n";
    private static final String END = "<!-- made by the tests: end -->\n";

    private ReportCheck() {}

    /**
     * Runs it.
     *
     * @throws IllegalStateException when the page is not what the tests have shown, or a section refuses nothing
     */
    public static void main(String[] args) throws IOException {
        String rows = Files.readString(Path.of(args[0]));
        String table = "| section | behaviour | | test | |\n|---|---|---|---|---|\n" + rows;
        var missing = Refusals.missing(rows);
        if (!missing.isEmpty()) {
            throw new IllegalStateException("no test shows that these sections of JSR 289 refuse anything: " + missing);
        }
        Path page = Path.of(args[1]);
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (begin < BEGIN.length() || end < begin) {
            throw new IllegalStateException(page + " has lost its marks");
        }
        String wanted = text.substring(0, begin) + summary(rows) + table + text.substring(end);
        if (args.length > 2 && args[2].equals("true")) {
            Files.writeString(page, wanted);
        } else if (!wanted.equals(text)) {
            throw new IllegalStateException("docs/conformance.md is not what the tests have shown; write it anew:"
                    + " mvn verify -pl tests/conformance -am -Dconformance.write=true");
        }
    }

    private static String summary(String rows) {
        long all = rows.lines().count();
        long passed = rows.lines().filter(row -> row.endsWith("| passes |")).count();
        long negative = rows.lines().filter(row -> row.contains(Row.REFUSED)).count();
        return passed + " of " + all + " tests pass; " + negative
                + " of them show that something wrong is refused.\n\n";
    }
}
