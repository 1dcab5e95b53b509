// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.sdp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * One audio stream and where it is received.
 *
 * @param session the o= session id
 * @param version the o= version, raised by one with each change (RFC 3264 section 8)
 * @param host the c= address
 * @param port the port of m=audio; 0 refuses the stream
 * @param formats in order of preference
 * @param direction seen from the one who wrote it
 */
public record SessionDescription(
        long session, long version, String host, int port, List<Format> formats, Direction direction) {
    private static final Map<Integer, String> STATIC = Map.of(0, "PCMU/8000", 8, "PCMA/8000", 9, "G722/8000");

    /** Copies the list. */
    public SessionDescription {
        formats = List.copyOf(formats);
    }

    /**
     * Reads the first audio stream.
     *
     * @throws IllegalArgumentException if there is no audio stream or a number is none
     */
    public static SessionDescription parse(String text) {
        return new Parser().parse(text);
    }

    /** Where the writer wants to receive. */
    public InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    /** The payload type of telephone events, if offered. */
    public OptionalInt eventPayloadType() {
        return formats.stream()
                .filter(Format::isEvents)
                .mapToInt(Format::payloadType)
                .findFirst();
    }

    /** What the writer means by the direction, with the old way to hold (RFC 3264 section 8.4) understood. */
    public Direction meaning() {
        return host.equals("0.0.0.0") ? direction.limitedBy(Direction.RECVONLY) : direction;
    }

    /** The text for a message body. */
    public String text() {
        var lines = new ArrayList<String>();
        lines.add("v=0");
        lines.add("o=phone " + session + " " + version + " IN IP4 " + host);
        lines.add("s=-");
        lines.add("c=IN IP4 " + host);
        lines.add("t=0 0");
        var types = new StringBuilder();
        formats.forEach(format -> types.append(' ').append(format.payloadType()));
        lines.add("m=audio " + port + " RTP/AVP" + types);
        for (Format format : formats) {
            String name = format.isEvents() ? "telephone-event/8000" : format.encoding();
            lines.add("a=rtpmap:" + format.payloadType() + " " + name);
            if (format.isEvents()) {
                lines.add("a=fmtp:" + format.payloadType() + " 0-15");
            }
        }
        lines.add("a=ptime:20");
        lines.add("a=" + direction.attribute());
        return String.join("\r\n", lines) + "\r\n";
    }

    /** Reads line by line; media attributes count only inside the first audio stream, session ones before any. */
    private static final class Parser {
        private long session;
        private long version;
        private String host = "";
        private int port = -1;
        private final List<Integer> types = new ArrayList<>();
        private final Map<Integer, String> encodings = new HashMap<>(STATIC);
        private Direction direction = Direction.SENDRECV;
        private int mediaSeen;

        SessionDescription parse(String text) {
            text.lines().map(String::strip).filter(line -> line.length() > 2).forEach(this::line);
            if (port < 0) {
                throw new IllegalArgumentException("no audio stream in the SDP:\n" + text);
            }
            List<Format> formats = types.stream()
                    .map(type -> new Format(type, encodings.getOrDefault(type, "UNKNOWN")))
                    .toList();
            return new SessionDescription(session, version, host, port, formats, direction);
        }

        private void line(String line) {
            String value = line.substring(2);
            switch (line.charAt(0)) {
                case 'o' -> origin(value);
                case 'c' -> connection(value);
                case 'm' -> media(value);
                case 'a' -> attribute(value);
                default -> {}
            }
        }

        private boolean ours() {
            return mediaSeen == 0 || (mediaSeen == 1 && port >= 0);
        }

        private void origin(String value) {
            String[] words = value.split(" ", -1);
            if (words.length >= 3) {
                session = Long.parseUnsignedLong(words[1]);
                version = Long.parseUnsignedLong(words[2]);
            }
        }

        private void connection(String value) {
            if (ours()) {
                host = value.substring(value.lastIndexOf(' ') + 1);
            }
        }

        private void media(String value) {
            if (port >= 0) {
                mediaSeen = 2;
                return;
            }
            String[] words = value.split(" +", -1);
            if (!words[0].equals("audio") || words.length < 4) {
                mediaSeen = 2;
                return;
            }
            mediaSeen = 1;
            port = Integer.parseInt(words[1].replaceAll("/.*", ""));
            for (int i = 3; i < words.length; i++) {
                types.add(Integer.parseInt(words[i]));
            }
        }

        private void attribute(String value) {
            if (!ours()) {
                return;
            }
            if (value.startsWith("rtpmap:")) {
                String[] words = value.substring(7).split(" +", -1);
                if (words.length >= 2) {
                    encodings.put(Integer.parseInt(words[0]), words[1].toUpperCase(Locale.ROOT));
                }
            }
            for (Direction each : Direction.values()) {
                if (value.equals(each.attribute())) {
                    direction = each;
                }
            }
        }
    }
}
