// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which types can be written, each with the number that stands for it in the bytes. A number is never given to another
 * type, not even after its type is gone. Components of a record are numbered by their place: new ones come at the end,
 * and none is removed or moved.
 */
public final class Schema {
    private final SortedMap<Integer, Entry> byNumber;
    private final Map<Class<?>, Entry> byType = new HashMap<>();

    private Schema(SortedMap<Integer, Entry> byNumber) {
        this.byNumber = Collections.unmodifiableSortedMap(new TreeMap<>(byNumber));
        byNumber.values().forEach(entry -> byType.put(entry.type(), entry));
    }

    /** An empty one to begin with. */
    public static Builder builder() {
        return new Builder();
    }

    /** One line a type, in the order of their numbers: what must not change between versions, but by additions. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        byNumber.values().forEach(entry -> lines.add(SchemaText.line(entry)));
        return List.copyOf(lines);
    }

    /**
     * Compares this schema with one that is written down. Types, components and constants may be added, at the end; none may
     * be moved, renamed or removed once a version is out.
     *
     * @param before what {@link #describe} said then
     * @return the lines of it that have not only grown
     */
    public List<String> brokenSince(List<String> before) {
        List<String> now = describe();
        return before.stream()
                .filter(line -> now.stream().noneMatch(other -> SchemaText.isGrown(line, other)))
                .toList();
    }

    @Nullable
    Entry find(Class<?> type) {
        return byType.get(type);
    }

    @Nullable
    Entry find(int number) {
        return byNumber.get(number);
    }

    Collection<Entry> entries() {
        return byNumber.values();
    }

    /**
     * A registered type.
     *
     * @param adapter how a class that is no record and no enum is turned into something that can be written
     */
    record Entry(int number, Class<?> type, @Nullable Adapter adapter) {}

    /** Turns values of a class into values of a type that can be written, and back. */
    record Adapter(Class<?> writtenAs, Function<Object, Object> write, Function<Object, Object> read) {}

    /** Takes registrations. */
    public static final class Builder {
        private final SortedMap<Integer, Entry> entries = new TreeMap<>();

        private Builder() {}

        /**
         * Registers a record or an enum.
         *
         * @throws IllegalArgumentException when it is neither, or when number or type are taken
         */
        public Builder type(int number, Class<?> type) {
            if (!type.isRecord() && !type.isEnum()) {
                throw new IllegalArgumentException(type.getName() + " is neither a record nor an enum");
            }
            return add(new Entry(number, type, null));
        }

        /**
         * Registers another immutable class by what it can be made into: a {@code String}, a {@code byte[]}, a
         * registered record.
         *
         * @throws IllegalArgumentException when number or type are taken
         */
        public <T, W> Builder adapted(
                int number, Class<T> type, Class<W> writtenAs, Function<T, W> write, Function<W, T> read) {
            Adapter adapter = new Adapter(
                    writtenAs, value -> write.apply(type.cast(value)), value -> read.apply(writtenAs.cast(value)));
            return add(new Entry(number, type, adapter));
        }

        private Builder add(Entry entry) {
            if (entry.number() < 1) {
                throw new IllegalArgumentException("type numbers begin with 1: " + entry.number());
            }
            if (entries.values().stream().anyMatch(other -> other.type() == entry.type())) {
                throw new IllegalArgumentException(entry.type().getName() + " is registered twice");
            }
            Entry other = entries.putIfAbsent(entry.number(), entry);
            if (other != null) {
                throw new IllegalArgumentException("number " + entry.number() + " stands for "
                        + other.type().getName() + " already");
            }
            return this;
        }

        /** Done. */
        public Schema build() {
            return new Schema(entries);
        }
    }
}
