// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.servlet.sip.Address;
import javax.servlet.sip.Parameterable;
import javax.servlet.sip.ServletParseException;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.ExtensionHeader;
import org.jspecify.annotations.Nullable;
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

    private static final String CHARSET = "charset";

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

    /**
     * Takes a header apart that the stack does not know as a list (RFC 3261 section 7.3.1).
     *
     * @return its values, several of which may have stood in one line; null when it is not there or the stack knows its form
     */
    static @Nullable List<String> list(SipServletMessageImpl message, String name) {
        List<String> values = new ArrayList<>();
        for (var all = message.getMessage().getHeaders(fullName(name)); all.hasNext(); ) {
            if (!(all.next() instanceof ExtensionHeader extension)) {
                return null;
            }
            split(extension.getValue(), values);
        }
        return values.isEmpty() ? null : values;
    }

    /** Commas within quotes and brackets part nothing. */
    private static void split(String line, List<String> values) {
        var quoted = false;
        var bracketed = false;
        var begin = 0;
        for (var i = 0; i < line.length(); i++) {
            var next = line.charAt(i);
            if (next == '\\' && quoted) {
                i++;
            } else if (next == '"' && !bracketed) {
                quoted = !quoted;
            } else if (!quoted && (next == '<' || next == '>')) {
                bracketed = next == '<';
            } else if (next == ',' && !quoted && !bracketed) {
                values.add(line.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        values.add(line.substring(begin).strip());
    }

    /** {@return every address of such a list, or null when it is none} */
    static @Nullable ListIterator<Address> addresses(SipServletMessageImpl message, SipFactoryImpl factory, String name)
            throws ServletParseException {
        var values = list(message, name);
        if (values == null) {
            return null;
        }
        List<Address> addresses = new ArrayList<>();
        for (var value : values) {
            addresses.add(factory.createAddress(value));
        }
        return addresses.listIterator();
    }

    /** {@return every value with parameters of such a list, or null when it is none} */
    static @Nullable ListIterator<Parameterable> parameterables(
            SipServletMessageImpl message, SipFactoryImpl factory, String name) throws ServletParseException {
        var values = list(message, name);
        if (values == null) {
            return null;
        }
        List<Parameterable> parameterables = new ArrayList<>();
        for (var value : values) {
            parameterables.add(factory.createParameterable(value));
        }
        return parameterables.listIterator();
    }

    /**
     * Refuses what the container writes itself (JSR 289 section 5.4.2).
     *
     * @throws IllegalArgumentException when the header is one of these
     */
    static void refuseSystemHeader(SipServletMessageImpl message, String name) {
        if (SipServletMessageImpl.isSystemHeader(message.getModifiableRule(fullName(name)))) {
            throw new IllegalArgumentException(name + " is written by the container");
        }
    }

    /** {@return the charset that Content-Type names, or null; Content-Encoding is about compression} */
    static @Nullable String charset(SipServletMessageImpl message) {
        return message.getMessage().getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader type
                ? type.getParameter(CHARSET)
                : null;
    }

    /**
     * Names the charset of the content; without Content-Type there is none.
     *
     * @throws IllegalStateException when the message is committed
     * @throws UnsupportedEncodingException when there is no such charset here
     */
    static void charset(SipServletMessageImpl message, String charset) throws UnsupportedEncodingException {
        try {
            if (!Charset.isSupported(charset)) {
                throw new UnsupportedEncodingException(charset);
            }
            if (message.isCommitted()) {
                throw new IllegalStateException("the message is committed");
            }
            if (message.getMessage().getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader type) {
                type.setParameter(CHARSET, charset);
            }
        } catch (IllegalCharsetNameException | ParseException e) {
            throw new UnsupportedEncodingException(charset);
        }
    }
}
