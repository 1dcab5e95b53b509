// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.wire;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a schema down for people and for the tests that compare it with the one of the last version. */
final class SchemaText {
    private SchemaText() {}

    static String line(Schema.Entry entry) {
        return entry.number() + " " + entry.type().getName() + shape(entry);
    }

    private static String shape(Schema.Entry entry) {
        Schema.Adapter adapter = entry.adapter();
        if (adapter != null) {
            return " as " + adapter.writtenAs().getSimpleName();
        }
        if (entry.type().isEnum()) {
            return Arrays.stream(entry.type().getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .sorted()
                    .collect(Collectors.joining(" ", " {", "}"));
        }
        return Arrays.stream(entry.type().getRecordComponents())
                .map(SchemaText::component)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String component(RecordComponent component) {
        String type = component.getGenericType().getTypeName().replaceAll("[a-z][a-z0-9_]*\\.", "");
        return type + " " + component.getName();
    }

    static boolean isGrown(String before, String now) {
        if (before.endsWith("}") && now.contains("{")) {
            return name(before).equals(name(now)) && constants(now).containsAll(constants(before));
        }
        String open = before.substring(0, before.length() - 1);
        return now.equals(before) || now.startsWith(open + (open.endsWith("(") ? "" : ", "));
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf('{'));
    }

    private static List<String> constants(String line) {
        return List.of(line.substring(line.indexOf('{') + 1, line.length() - 1).split(" ", -1));
    }
}
