// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.wire;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes a schema down for people and for the test that compares it with the one of the last version. */
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
}
