// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Whether each section of JSR 289 that the table names has a row that shows something refused. */
final class Refusals {
    private static final Pattern SECTION = Pattern.compile("\\| JSR 289 (\\d+\\.\\d+)\\S* \\| .*");

    /** Sections in which nothing can be asked wrongly, or whose refusals stand under another. */
    static final Map<String, String> NONE = new LinkedHashMap<>();

    static {
        NONE.put("2.1", "what fails to start is refused under 19.3");
        NONE.put("3.1", "it names attributes of the context and refuses nothing");
        NONE.put("13.1", "what a web servlet sends is refused as in chapter 11");
        NONE.put("13.2", "it names where the factory is found");
        NONE.put("16.1", "a request that finds no servlet is refused under 16.2");
        NONE.put("19.4", "what cannot be merged is refused under 19.3");
    }

    private Refusals() {}

    /** {@return the sections, of two numbers, that have rows but no refusal} */
    static List<String> missing(String rows) {
        TreeSet<String> named = new TreeSet<>();
        TreeSet<String> refusing = new TreeSet<>();
        rows.lines().forEach(row -> {
            var section = SECTION.matcher(row);
            if (section.matches()) {
                named.add(section.group(1));
                if (row.contains(Row.REFUSED)) {
                    refusing.add(section.group(1));
                }
            }
        });
        named.removeAll(refusing);
        named.removeAll(NONE.keySet());
        return List.copyOf(named);
    }
}
