// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One stream: its {@code m=} line and what follows it (RFC 8866 section 5.14).
 *
 * @param type {@code audio}, {@code video} ...
 * @param port RTP port, 0 when the stream is refused
 * @param protocol for example {@code RTP/AVP}
 * @param formats payload types, as text because other protocols use words
 * @param address address of the stream's own {@code c=} line; empty when the session's counts
 * @param attributes in their order
 */
public record MediaDescription(
        String type, int port, String protocol, List<String> formats, String address, List<SdpAttribute> attributes) {
    private static final int MAX_ENTRIES = 256;

    public MediaDescription {
        SdpText.requireWord(type);
        SdpText.requireWord(protocol);
        SdpText.require(address);
        formats = List.copyOf(formats);
        attributes = List.copyOf(attributes);
        formats.forEach(SdpText::requireWord);
        if (port < 0
                || port > 65_535
                || formats.isEmpty()
                || formats.size() > MAX_ENTRIES
                || attributes.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("port, formats or attributes out of range");
        }
    }

    /** An audio stream over RTP/AVP with these payloads, in the order of preference. */
    public static MediaDescription audio(int port, List<Payload> payloads) {
        var attributes = new ArrayList<SdpAttribute>();
        for (Payload payload : payloads) {
            attributes.add(new SdpAttribute("rtpmap", payload.type() + " " + payload.map()));
            if (!payload.format().isEmpty()) {
                attributes.add(new SdpAttribute("fmtp", payload.type() + " " + payload.format()));
            }
        }
        List<String> formats =
                payloads.stream().map(p -> Integer.toString(p.type())).toList();
        return new MediaDescription("audio", port, "RTP/AVP", formats, "", attributes);
    }

    public boolean isAudio() {
        return type.equals("audio");
    }

    /** The same stream, refused: port 0, no attributes (RFC 3264 section 6). */
    public MediaDescription refused() {
        return new MediaDescription(type, 0, protocol, formats, "", List.of());
    }

    /**
     * The formats that are numbers and are known, by {@code a=rtpmap} or by RFC 3551, in the order of preference.
     *
     * @throws SdpException when an {@code a=rtpmap} is malformed
     */
    public List<Payload> payloads() {
        var payloads = new ArrayList<Payload>();
        for (String format : formats) {
            if (format.matches("[0-9]{1,3}") && Integer.parseInt(format) <= 127) {
                Payload payload =
                        Payload.parse(Integer.parseInt(format), numbered("rtpmap", format), numbered("fmtp", format));
                if (payload != null) {
                    payloads.add(payload);
                }
            }
        }
        return payloads;
    }

    /** The payload of this encoding at this clock rate. */
    public Optional<Payload> payload(String encoding, int clockRate) {
        return payloads().stream()
                .filter(p -> p.is(encoding) && p.clockRate() == clockRate)
                .findFirst();
    }

    /** Milliseconds a packet; empty when not given or not a number. */
    public OptionalInt packetTime() {
        return attribute("ptime").filter(v -> v.matches("[0-9]{1,4}")).stream()
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    /** The direction of the stream; empty when the session's counts. */
    public Optional<MediaDirection> direction() {
        return SessionDescription.direction(attributes);
    }

    /** The value of the first attribute of this name. */
    public Optional<String> attribute(String name) {
        return attributes.stream()
                .filter(a -> a.name().equalsIgnoreCase(name))
                .map(SdpAttribute::value)
                .findFirst();
    }

    /** The same stream with one more attribute. */
    public MediaDescription with(String name, String value) {
        var more = new ArrayList<>(attributes);
        more.add(new SdpAttribute(name, value));
        return new MediaDescription(type, port, protocol, formats, address, more);
    }

    /** The same stream in another direction. */
    public MediaDescription with(MediaDirection direction) {
        var others = attributes.stream()
                .filter(a -> SessionDescription.direction(List.of(a)).isEmpty())
                .toList();
        return new MediaDescription(type, port, protocol, formats, address, others).with(direction.wire(), "");
    }

    private String numbered(String name, String format) {
        for (SdpAttribute attribute : attributes) {
            String value = attribute.value();
            if (attribute.name().toLowerCase(Locale.ROOT).equals(name) && value.startsWith(format + " ")) {
                return value.substring(format.length()).strip();
            }
        }
        return "";
    }

    void print(StringBuilder text) {
        text.append("m=").append(type).append(' ').append(port).append(' ').append(protocol);
        text.append(' ').append(String.join(" ", formats)).append("\r\n");
        if (!address.isEmpty()) {
            text.append(SessionDescription.connectionLine(address));
        }
        attributes.forEach(a -> text.append(a).append("\r\n"));
    }
}
