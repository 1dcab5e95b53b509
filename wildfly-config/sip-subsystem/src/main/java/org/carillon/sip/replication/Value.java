// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of an attribute, of a type that is the same in every version of an application. Java serialization is not among the ways to
 * write one: it ties the bytes to the classes of one version, and reading it runs code that the bytes choose.
 */
public sealed interface Value {
    /** The deepest nesting of lists and maps. */
    int DEEPEST = 8;

    /** {@return the Java object} */
    Object object();

    /** {@return the value, or null when the object is, or holds, something of another type} */
    static @Nullable Value of(@Nullable Object object) {
        return of(object, DEEPEST);
    }

    private static @Nullable Value of(@Nullable Object object, int depth) {
        if (object instanceof String text) {
            return new Text(text);
        }
        if (object instanceof Integer number) {
            return new Int(number);
        }
        if (object instanceof Long number) {
            return new Whole(number);
        }
        if (object instanceof Boolean flag) {
            return new Flag(flag);
        }
        if (object instanceof Double number) {
            return new Real(number);
        }
        if (object instanceof Instant moment) {
            return new Moment(moment);
        }
        if (object instanceof byte[] bytes) {
            return new Bytes(bytes.clone());
        }
        if (depth > 0 && object instanceof List<?> list) {
            return of(list, depth - 1);
        }
        return depth > 0 && object instanceof Map<?, ?> map ? of(map, depth - 1) : null;
    }

    private static @Nullable Value of(List<?> list, int depth) {
        var values = new ArrayList<Value>();
        for (var element : list) {
            var value = of(element, depth);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return new Many(values);
    }

    private static @Nullable Value of(Map<?, ?> map, int depth) {
        var values = new LinkedHashMap<String, Value>();
        for (var entry : map.entrySet()) {
            var value = of(entry.getValue(), depth);
            if (value == null || !(entry.getKey() instanceof String name)) {
                return null;
            }
            values.put(name, value);
        }
        return new Named(values);
    }

    /** A string. */
    record Text(String object) implements Value {}

    /** An {@code Integer}. */
    record Int(Integer object) implements Value {}

    /** A {@code Long}. */
    record Whole(Long object) implements Value {}

    /** A {@code Boolean}. */
    record Flag(Boolean object) implements Value {}

    /** A {@code Double}. */
    record Real(Double object) implements Value {}

    /** An instant. */
    record Moment(Instant object) implements Value {}

    /** Bytes. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by what they hold.
    record Bytes(byte[] bytes) implements Value {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes same && Arrays.equals(bytes, same.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public Object object() {
            return bytes.clone();
        }
    }

    /** A list. */
    record Many(List<Value> values) implements Value {
        @Override
        public Object object() {
            var list = new ArrayList<Object>();
            values.forEach(value -> list.add(value.object()));
            return list;
        }
    }

    /** A map whose keys are strings. */
    record Named(Map<String, Value> values) implements Value {
        @Override
        public Object object() {
            var map = new LinkedHashMap<String, Object>();
            values.forEach((name, value) -> map.put(name, value.object()));
            return map;
        }
    }
}
