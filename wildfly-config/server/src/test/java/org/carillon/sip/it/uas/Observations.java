// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it.uas;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What the application saw, for the test to read. */
@ApplicationScoped
public class Observations {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    /** Notes a value. */
    public void note(String name, Object value) {
        values.put(name, String.valueOf(value));
    }

    /** Adds one to a number. */
    public void count(String name) {
        values.merge(name, "1", (old, one) -> Integer.toString(Integer.parseInt(old) + 1));
    }

    /** {@return everything, sorted by name} */
    public Map<String, String> all() {
        return new TreeMap<>(values);
    }
}
