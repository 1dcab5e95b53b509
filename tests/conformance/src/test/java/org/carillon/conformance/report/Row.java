// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.report;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of the table.
 *
 * @param section what the test proves
 * @param behaviour the name of the test as a sentence
 * @param negative whether something wrong is refused
 * @param test class and method
 * @param passed whether it passed in this run
 */
record Row(String section, String behaviour, boolean negative, String test, boolean passed) {
    /** The mark of a row that shows something refused. */
    static final String REFUSED = "| refused |";

    static final Comparator<Row> ORDER =
            Comparator.comparing((Row row) -> sortable(row.section)).thenComparing(Row::test);

    /** {@return the section with numbers of equal length, so that 2 comes before 10} */
    private static String sortable(String section) {
        return Stream.of(section.split("[ .]"))
                .map(part -> part.chars().allMatch(Character::isDigit) ? "%5s".formatted(part) : part)
                .collect(Collectors.joining("."));
    }

    static Row of(Proves proves, String type, String method, boolean passed) {
        String words = method.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])", " ")
                .toLowerCase(Locale.ROOT);
        return new Row(proves.value(), words, proves.negative(), type + "." + method, passed);
    }

    String line() {
        return "| " + section + " | " + behaviour + " " + (negative ? REFUSED : "| |") + " `" + test + "` | "
                + (passed ? "passes" : "**FAILS**") + " |";
    }
}
