// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records of every shape that can occur in a session. */
final class WireRecords {
    private WireRecords() {}

    enum Colour {
        RED,
        GREEN {
            @Override
            boolean calm() {
                return true;
            }
        };

        boolean calm() {
            return false;
        }
    }

    record Label(String value) {}

    sealed interface Shape permits Circle, Square, Nothing, Group, Colouring {}

    record Circle(double radius) implements Shape {}

    record Square(long side, Optional<Colour> colour) implements Shape {}

    record Nothing() implements Shape {}

    record Group(List<Shape> members) implements Shape {}

    enum Colouring implements Shape {
        BRIGHT,
        DARK
    }

    record Pair<A, B>(A first, B second) {}

    record Scalars(
            boolean flag,
            int whole,
            long large,
            short small,
            byte tiny,
            char letter,
            double exact,
            float rough,
            String text,
            Integer boxed) {}

    record Everything(
            Label id,
            Scalars scalars,
            Optional<Integer> maybeNumber,
            Optional<String> maybeText,
            OptionalInt maybeInt,
            Optional<List<String>> maybeList,
            List<Optional<String>> gaps,
            List<List<Integer>> table,
            Set<Colour> colours,
            Map<Label, List<Shape>> shapes,
            Instant time,
            Duration length,
            Shape shape,
            Pair<String, Label> pair,
            @Nullable String note,
            Blob blob) {}

    /** No record: an array that compares by content. */
    static final class Blob {
        private final byte[] bytes;

        Blob(byte... bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Blob blob && Arrays.equals(bytes, blob.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    static final Schema SCHEMA = Schema.builder()
            .type(1, Label.class)
            .type(2, Colour.class)
            .type(3, Circle.class)
            .type(4, Square.class)
            .type(5, Nothing.class)
            .type(6, Group.class)
            .type(7, Colouring.class)
            .type(8, Pair.class)
            .type(9, Scalars.class)
            .type(10, Everything.class)
            .adapted(11, Blob.class, byte[].class, Blob::bytes, Blob::new)
            .build();

    static Everything everything() {
        return new Everything(
                new Label("CA1"),
                new Scalars(true, -5, Long.MIN_VALUE, (short) -3, (byte) 0x80, 'Ω', -1.5, 2.25f, "grün ☎ 🔔", 0),
                Optional.of(0),
                Optional.of(""),
                OptionalInt.of(0),
                Optional.of(List.of()),
                List.of(Optional.of("a"), Optional.empty(), Optional.of("")),
                List.of(List.of(1, -2), List.of(), List.of(0)),
                Set.of(Colour.GREEN),
                Map.of(new Label("k"), List.of(new Circle(2), new Nothing(), Colouring.DARK)),
                Instant.parse("2026-11-20T10:11:12.123456789Z"),
                Duration.ofMillis(-1500),
                new Group(List.of(new Square(7, Optional.of(Colour.RED)), new Group(List.of()))),
                new Pair<>("left", new Label("right")),
                "",
                new Blob((byte) 1, (byte) -1));
    }

    static Everything nothing() {
        return new Everything(
                new Label(""),
                new Scalars(false, 0, 0, (short) 0, (byte) 0, (char) 0, 0, 0, "", 0),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Set.of(),
                Map.of(),
                Instant.EPOCH,
                Duration.ZERO,
                new Nothing(),
                new Pair<>("", new Label("")),
                null,
                new Blob());
    }
}
