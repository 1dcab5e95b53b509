// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The arguments of a signal or event of the AU package (RFC 2897): {@code key=value} pairs between blanks, a value being one
 * segment or several between commas. A word without {@code =} is tolerated when reading (one known peer writes
 * {@code AU/oc(AU/pa rc=100)}) and dropped.
 *
 * @param values segments by their key in small letters, in the order of the line
 */
public record AuArguments(Map<String, List<AuSegment>> values) {
    public static final AuArguments NONE = new AuArguments(Map.of());

    public AuArguments {
        var copy = new LinkedHashMap<String, List<AuSegment>>();
        values.forEach((key, segments) -> copy.put(requireKey(key), List.copyOf(segments)));
        values = Collections.unmodifiableMap(copy);
    }

    /**
     * @throws MgcpSyntaxException 538 when a value is malformed or a key comes twice
     */
    public static AuArguments parse(String text) {
        try {
            var values = new LinkedHashMap<String, List<AuSegment>>();
            for (String pair : ListSyntax.split(text, ' ')) {
                int equals = pair.indexOf('=');
                if (equals >= 0 && values.put(requireKey(pair.substring(0, equals)), segments(pair, equals)) != null) {
                    throw new IllegalArgumentException("argument given twice");
                }
            }
            return new AuArguments(values);
        } catch (MgcpSyntaxException e) {
            throw new MgcpSyntaxException(ReturnCode.BAD_EVENT_PARAMETER, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new MgcpSyntaxException(ReturnCode.BAD_EVENT_PARAMETER, "AU argument: " + e.getMessage());
        }
    }

    public AuArguments with(String key, String value) {
        return with(key, List.of(AuSegment.word(value)));
    }

    public AuArguments with(String key, long value) {
        return with(key, Long.toString(value));
    }

    public AuArguments with(String key, List<AuSegment> segments) {
        var more = new LinkedHashMap<>(values);
        more.put(requireKey(key), segments);
        return new AuArguments(more);
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** The segments of a key; empty when the key is absent. */
    public List<AuSegment> segments(String key) {
        return values.getOrDefault(key, List.of());
    }

    /** The only or first segment of a key. */
    public Optional<String> text(String key) {
        return segments(key).stream().findFirst().map(AuSegment::text);
    }

    /**
     * A number from 0 to 2^31-1.
     *
     * @throws MgcpSyntaxException 538 when the value is something else
     */
    public OptionalInt number(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number < 0) {
                throw new NumberFormatException("negative");
            }
            return OptionalInt.of(number);
        } catch (NumberFormatException e) {
            throw new MgcpSyntaxException(ReturnCode.BAD_EVENT_PARAMETER, key + " is a number");
        }
    }

    /**
     * A switch, {@code true} or {@code false}.
     *
     * @throws MgcpSyntaxException 538 when the value is something else
     */
    public boolean flag(String key, boolean otherwise) {
        String text = text(key).orElse(Boolean.toString(otherwise)).toLowerCase(Locale.ROOT);
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new MgcpSyntaxException(ReturnCode.BAD_EVENT_PARAMETER, key + " is true or false");
        };
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(e -> e.getKey() + "="
                        + e.getValue().stream().map(AuSegment::toString).collect(Collectors.joining(",")))
                .collect(Collectors.joining(" "));
    }

    private static List<AuSegment> segments(String pair, int equals) {
        var segments = new ArrayList<AuSegment>();
        for (String item : ListSyntax.split(pair.substring(equals + 1), ',')) {
            segments.add(AuSegment.parse(item));
        }
        return segments;
    }

    private static String requireKey(String key) {
        String small = key.toLowerCase(Locale.ROOT);
        if (small.isEmpty() || small.length() > 32 || !small.chars().allMatch(AuArguments::isKeyCharacter)) {
            throw new IllegalArgumentException("not a key");
        }
        return small;
    }

    private static boolean isKeyCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '+';
    }
}
