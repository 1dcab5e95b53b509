// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.servlet.sip.Address;
import javax.servlet.sip.Parameterable;
import javax.servlet.sip.ServletParseException;
import org.mobicents.servlet.sip.message.SipFactoryImpl;
import org.mobicents.servlet.sip.message.SipServletMessageImpl;

/** What requests and responses read from their headers in the same way. */
final class Headers {
    /** Registered at IANA, "SIP Header Fields". */
    private static final Map<String, String> COMPACT = Map.ofEntries(
            Map.entry("a", "Accept-Contact"),
            Map.entry("b", "Referred-By"),
            Map.entry("c", "Content-Type"),
            Map.entry("d", "Request-Disposition"),
            Map.entry("e", "Content-Encoding"),
            Map.entry("f", "From"),
            Map.entry("i", "Call-ID"),
            Map.entry("j", "Reject-Contact"),
            Map.entry("k", "Supported"),
            Map.entry("l", "Content-Length"),
            Map.entry("m", "Contact"),
            Map.entry("o", "Event"),
            Map.entry("r", "Refer-To"),
            Map.entry("s", "Subject"),
            Map.entry("t", "To"),
            Map.entry("u", "Allow-Events"),
            Map.entry("v", "Via"),
            Map.entry("x", "Session-Expires"),
            Map.entry("y", "Identity"));

    private Headers() {}

    /**
     * Reads Accept-Language, best language first (JSR 289 section 5.9.1); the implementation takes them as they stand.
     *
     * @return empty when the message has none that can be read
     */
    static List<Locale> languages(SipServletMessageImpl message) {
        var ranges = new StringBuilder();
        message.getHeaders("Accept-Language")
                .forEachRemaining(
                        value -> ranges.append(ranges.isEmpty() ? "" : ",").append(value.replace(" ", "")));
        if (ranges.isEmpty()) {
            return List.of();
        }
        try {
            return LanguageRange.parse(ranges.toString()).stream()
                    .map(LanguageRange::getRange)
                    .filter(range -> range.indexOf('*') < 0)
                    .map(Locale::forLanguageTag)
                    .collect(Collectors.toUnmodifiableList());
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** {@return the full name of a header whose compact one may be given} */
    static String fullName(String name) {
        return name.length() == 1 ? COMPACT.getOrDefault(name.toLowerCase(Locale.ROOT), name) : name;
    }

    /**
     * Reads a header as an address when the implementation could not (JSR 289 section 5.4.1).
     *
     * @throws ServletParseException when it is no address
     */
    static Address address(SipServletMessageImpl message, SipFactoryImpl factory, String name)
            throws ServletParseException {
        return factory.createAddress(Objects.requireNonNull(message.getHeader(name), name));
    }

    /**
     * Reads a header as a value with parameters when the implementation could not.
     *
     * @throws ServletParseException when it is none
     */
    static Parameterable parameterable(SipServletMessageImpl message, SipFactoryImpl factory, String name)
            throws ServletParseException {
        return factory.createParameterable(Objects.requireNonNull(message.getHeader(name), name));
    }
}
