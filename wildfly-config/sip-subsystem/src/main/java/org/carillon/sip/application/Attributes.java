// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import java.util.HashMap;
import java.util.Map;
import org.carillon.sip.replication.Value;
import org.jspecify.annotations.Nullable;

/** The attributes of a session that can be copied. */
final class Attributes {
    private Attributes() {}

    /**
     * {@return those whose values can be written} An application that is distributable is told of the others when it sets them;
     * one that holds something that makes sense on one node only may keep it.
     */
    static Map<String, Value> of(@Nullable Map<String, Object> attributes) {
        if (attributes == null || attributes.isEmpty()) {
            return Map.of();
        }
        var values = new HashMap<String, Value>();
        attributes.forEach((name, object) -> {
            var value = Value.of(object);
            if (value != null) {
                values.put(name, value);
            }
        });
        return values;
    }
}
