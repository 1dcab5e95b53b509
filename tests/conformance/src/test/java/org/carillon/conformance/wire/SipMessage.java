// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A SIP message as it stood on the wire.
 *
 * @param startLine request line or status line
 * @param fields header fields in their order; compact names are written out, folded lines joined
 * @param body everything after the empty line
 */
public record SipMessage(String startLine, List<Field> fields, String body) {
    private static final Map<String, String> COMPACT = Map.ofEntries(
            Map.entry("v", "Via"),
            Map.entry("f", "From"),
            Map.entry("t", "To"),
            Map.entry("i", "Call-ID"),
            Map.entry("m", "Contact"),
            Map.entry("c", "Content-Type"),
            Map.entry("e", "Content-Encoding"),
            Map.entry("l", "Content-Length"),
            Map.entry("k", "Supported"),
            Map.entry("s", "Subject"),
            Map.entry("o", "Event"),
            Map.entry("u", "Allow-Events"),
            Map.entry("r", "Refer-To"));
    private static final Pattern TAG = Pattern.compile(";\\s*tag=([^;>\\s]+)");
    private static final Pattern IN_BRACKETS = Pattern.compile("<([^>]*)>");

    /**
     * One header field.
     *
     * @param name its full name
     * @param value without surrounding blanks
     */
    public record Field(String name, String value) {}

    /** Reads a whole message. */
    public static SipMessage parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        String head = (end < 0 ? text : text.substring(0, end)).replaceAll("\r\n[ \t]+", " ");
        List<String> lines = head.lines().toList();
        List<Field> fields = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).strip();
            fields.add(new Field(
                    COMPACT.getOrDefault(name.toLowerCase(Locale.ROOT), name),
                    line.substring(colon + 1).strip()));
        }
        return new SipMessage(lines.get(0), List.copyOf(fields), end < 0 ? "" : text.substring(end + 4));
    }

    /** {@return whether it is a response} */
    public boolean isResponse() {
        return startLine.startsWith("SIP/2.0 ");
    }

    /** {@return the status of a response; 0 for a request} */
    public int status() {
        return isResponse() ? Integer.parseInt(startLine.split(" ", 3)[1]) : 0;
    }

    /** {@return the method: of a request its own, of a response that of CSeq} */
    public String method() {
        return isResponse() ? require("CSeq").split("\\s+", 2)[1] : startLine.split(" ", 2)[0];
    }

    /** {@return the Request-URI} */
    public String uri() {
        return startLine.split(" ", 3)[1];
    }

    /** {@return the value of the first field of a name, or null} */
    public @Nullable String header(String name) {
        return headers(name).stream().findFirst().orElse(null);
    }

    /** {@return the value of the first field of a name} */
    public String require(String name) {
        String value = header(name);
        if (value == null) {
            throw new AssertionError("no " + name + " in\n" + this);
        }
        return value;
    }

    /** {@return the values of all fields of a name; several in one line count as several} */
    public List<String> headers(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .flatMap(field -> split(field))
                .toList();
    }

    private static Stream<String> split(Field field) {
        return switch (field.name().toLowerCase(Locale.ROOT)) {
            // Only these are lists whose values hold no comma inside of brackets or quotes in our tests.
            case "via", "route", "record-route", "contact", "path" ->
                Stream.of(field.value().split(",(?=\\s*(<|SIP/))", -1)).map(String::strip);
            default -> Stream.of(field.value());
        };
    }

    /** {@return the tag of From or To, or null} */
    public @Nullable String tag(String name) {
        Matcher matcher = TAG.matcher(require(name));
        return matcher.find() ? matcher.group(1) : null;
    }

    /** {@return the URI of the first value of an address field} */
    public String address(String name) {
        String value = require(name);
        Matcher matcher = IN_BRACKETS.matcher(value);
        return matcher.find() ? matcher.group(1) : value.split(";", 2)[0].strip();
    }

    /** {@return the Call-ID} */
    public String callId() {
        return require("Call-ID");
    }

    /** {@return the number in CSeq} */
    public long sequence() {
        return Long.parseLong(require("CSeq").split("\\s+", 2)[0]);
    }

    /** {@return the branch of the topmost Via, or an empty text} */
    public String branch() {
        Matcher matcher = Pattern.compile("branch=([^;\\s]+)").matcher(require("Via"));
        return matcher.find() ? matcher.group(1) : "";
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(startLine).append("\r\n");
        fields.forEach(field ->
                text.append(field.name()).append(": ").append(field.value()).append("\r\n"));
        return text.append("\r\n").append(body).toString();
    }
}
