// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session description (RFC 8866). Lines that a call does not need (bandwidth, e-mail, keys, time zones) are accepted and
 * dropped; times are always printed as {@code t=0 0}.
 *
 * @param name session name, {@code -} when there is none
 * @param address the session's {@code c=} address; empty when each stream has its own
 */
public record SessionDescription(
        SdpOrigin origin, String name, String address, List<SdpAttribute> attributes, List<MediaDescription> media) {
    /** Largest description that is read, in characters. */
    public static final int MAX_LENGTH = 16_384;

    private static final int MAX_ENTRIES = 256;

    public SessionDescription {
        SdpText.require(name);
        SdpText.require(address);
        attributes = List.copyOf(attributes);
        media = List.copyOf(media);
        if (media.size() > MAX_ENTRIES || attributes.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("too many streams or attributes");
        }
    }

    /** A description with one stream, whose address is the session's. */
    public static SessionDescription of(SdpOrigin origin, MediaDescription stream) {
        return new SessionDescription(origin, "-", origin.address(), List.of(), List.of(stream));
    }

    /**
     * Reads a description with CRLF or LF line ends.
     *
     * @throws SdpException when it is too large, has no {@code v=0} or {@code o=}, or a line is malformed
     */
    public static SessionDescription parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new SdpException("description of " + text.length() + " characters");
        }
        try {
            return new Reader().read(text);
        } catch (IllegalArgumentException e) {
            throw new SdpException("session description: " + e.getMessage());
        }
    }

    /** The first audio stream that is not refused. */
    public Optional<MediaDescription> audio() {
        return media.stream().filter(m -> m.isAudio() && m.port() > 0).findFirst();
    }

    /** Where the stream is to be sent: its own address, else the session's; empty when neither is given. */
    public String addressOf(MediaDescription stream) {
        return stream.address().isEmpty() ? address : stream.address();
    }

    /** The stream's direction, else the session's, else both ways (RFC 8866 section 6.7). */
    public MediaDirection directionOf(MediaDescription stream) {
        return stream.direction().or(() -> direction(attributes)).orElse(MediaDirection.SENDRECV);
    }

    /** The same description with other streams. */
    public SessionDescription withMedia(List<MediaDescription> streams) {
        return new SessionDescription(origin, name, address, attributes, streams);
    }

    /** The description with CRLF line ends. */
    @Override
    public String toString() {
        var text = new StringBuilder("v=0\r\n").append(origin).append("\r\n");
        text.append("s=").append(name.isEmpty() ? "-" : name).append("\r\n");
        if (!address.isEmpty()) {
            text.append(connectionLine(address));
        }
        text.append("t=0 0\r\n");
        attributes.forEach(a -> text.append(a).append("\r\n"));
        media.forEach(m -> m.print(text));
        return text.toString();
    }

    static Optional<MediaDirection> direction(List<SdpAttribute> attributes) {
        for (SdpAttribute attribute : attributes) {
            for (MediaDirection direction : MediaDirection.values()) {
                if (attribute.name().toLowerCase(Locale.ROOT).equals(direction.wire())) {
                    return Optional.of(direction);
                }
            }
        }
        return Optional.empty();
    }

    static String addressType(String address) {
        return address.indexOf(':') >= 0 ? "IP6" : "IP4";
    }

    static String connectionLine(String address) {
        return "c=IN " + addressType(address) + " " + address + "\r\n";
    }

    /** Collects the lines; a stream is complete when the next begins. */
    private static final class Reader {
        private boolean versionSeen;
        private @Nullable SdpOrigin origin;
        private String name = "-";
        private String address = "";
        private final List<SdpAttribute> attributes = new ArrayList<>();
        private final List<MediaDescription> media = new ArrayList<>();
        private @Nullable MediaDescription current;

        SessionDescription read(String text) {
            text.lines().map(String::stripTrailing).filter(l -> !l.isEmpty()).forEach(this::line);
            finishStream();
            if (!versionSeen || origin == null) {
                throw new SdpException("v=0 and o= are needed");
            }
            return new SessionDescription(origin, name, address, attributes, media);
        }

        private void line(String line) {
            if (line.length() < 2 || line.charAt(1) != '=') {
                throw new SdpException("a line is letter=value");
            }
            String value = line.substring(2);
            switch (line.charAt(0)) {
                case 'v' -> version(value);
                case 'o' -> origin = SdpOrigin.parse(value);
                case 's' -> name = value.isBlank() ? "-" : value.strip();
                case 'c' -> connection(value);
                case 'm' -> stream(value);
                case 'a' -> attribute(SdpAttribute.parse(value));
                default -> {
                    /* not needed for a call */
                }
            }
        }

        private void version(String value) {
            if (!value.strip().equals("0")) {
                throw new SdpException("only v=0 is known");
            }
            versionSeen = true;
        }

        private void connection(String value) {
            String[] words = value.strip().split("\\s+", -1);
            if (words.length != 3 || !words[0].equalsIgnoreCase("IN")) {
                throw new SdpException("c= is IN IP4 address");
            }
            int slash = words[2].indexOf('/');
            String found = slash < 0 ? words[2] : words[2].substring(0, slash);
            MediaDescription stream = current;
            if (stream == null) {
                address = found;
            } else {
                current = new MediaDescription(
                        stream.type(), stream.port(), stream.protocol(), stream.formats(), found, stream.attributes());
            }
        }

        private void attribute(SdpAttribute attribute) {
            MediaDescription stream = current;
            if (stream != null) {
                current = stream.with(attribute.name(), attribute.value());
            } else if (attributes.size() < MAX_ENTRIES) {
                attributes.add(attribute);
            }
        }

        private void stream(String value) {
            finishStream();
            String[] words = value.strip().split("\\s+", -1);
            if (words.length < 4) {
                throw new SdpException("m= is media port protocol formats");
            }
            int slash = words[1].indexOf('/');
            int port = Integer.parseInt(slash < 0 ? words[1] : words[1].substring(0, slash));
            List<String> formats = List.of(words).subList(3, words.length);
            current = new MediaDescription(words[0].toLowerCase(Locale.ROOT), port, words[2], formats, "", List.of());
        }

        private void finishStream() {
            if (current != null) {
                media.add(current);
                current = null;
            }
        }
    }
}
