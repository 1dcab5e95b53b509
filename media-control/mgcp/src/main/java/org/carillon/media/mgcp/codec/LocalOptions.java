// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a connection should use, {@code p:20, a:PCMU;PCMA, e:on} (parameter {@code L}, RFC 3435 section 3.2.2.10).
 *
 * @param options values by their key in small letters, in the order of the line
 */
public record LocalOptions(Map<String, String> options) {
    public static final LocalOptions NONE = new LocalOptions(Map.of());

    public LocalOptions {
        options = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** @throws MgcpSyntaxException 524 when it is not {@code key:value, ...} */
    public static LocalOptions parse(String text) {
        var options = new LinkedHashMap<String, String>();
        for (String item : ListSyntax.split(text, ',')) {
            int colon = item.indexOf(':');
            if (colon <= 0) {
                throw new MgcpSyntaxException(ReturnCode.BAD_OPTIONS, "an option is key:value");
            }
            options.put(
                    item.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    item.substring(colon + 1).strip());
        }
        return new LocalOptions(options);
    }

    public LocalOptions with(String key, String value) {
        var more = new LinkedHashMap<>(options);
        more.put(key.toLowerCase(Locale.ROOT), value);
        return new LocalOptions(more);
    }

    /** The encodings in the order of preference; empty when the line names none. */
    public List<String> codecs() {
        return Optional.ofNullable(options.get("a")).stream()
                .flatMap(v -> Arrays.stream(v.split(";", -1)))
                .map(String::strip)
                .filter(v -> !v.isEmpty())
                .toList();
    }

    /**
     * Milliseconds a packet, the lower bound when the line gives a range.
     *
     * @throws MgcpSyntaxException 524 when it is not a number
     */
    public OptionalInt packetization() {
        String value = options.get("p");
        if (value == null) {
            return OptionalInt.empty();
        }
        try {
            int dash = value.indexOf('-');
            return OptionalInt.of(Integer.parseInt(dash < 0 ? value : value.substring(0, dash)));
        } catch (NumberFormatException e) {
            throw new MgcpSyntaxException(ReturnCode.BAD_OPTIONS, "packetization is in milliseconds");
        }
    }

    @Override
    public String toString() {
        return options.entrySet().stream()
                .map(e -> e.getKey() + ":" + e.getValue())
                .collect(Collectors.joining(","));
    }
}
