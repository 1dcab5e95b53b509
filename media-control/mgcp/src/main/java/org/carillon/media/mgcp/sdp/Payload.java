// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.sdp;

import java.util.Map;

/**
 * One format of an audio stream.
 *
 * @param type RTP payload type, 0 to 127
 * @param encoding name as it came, for example {@code PCMU} or {@code telephone-event}; compare without regard to case
 * @param clockRate samples a second of the RTP clock, 1 to 384000
 * @param channels 1 or more
 * @param format value of {@code a=fmtp}, empty when there is none
 */
public record Payload(int type, String encoding, int clockRate, int channels, String format) {
    /** Static payload types that calls use (RFC 3551 table 4). G722 says 8000 though it samples at 16 kHz; that is no mistake here. */
    private static final Map<Integer, String> STATIC = Map.of(
            0,
            "PCMU/8000",
            3,
            "GSM/8000",
            4,
            "G723/8000",
            8,
            "PCMA/8000",
            9,
            "G722/8000",
            13,
            "CN/8000",
            15,
            "G728/8000",
            18,
            "G729/8000");

    public Payload {
        if (type < 0 || type > 127 || clockRate < 1 || clockRate > 384_000 || channels < 1 || channels > 255) {
            throw new IllegalArgumentException("payload type, clock rate or channels out of range");
        }
        SdpText.requireWord(encoding);
        SdpText.require(format);
    }

    public static Payload of(int type, String encoding, int clockRate) {
        return new Payload(type, encoding, clockRate, 1, "");
    }

    /** RFC 4733 digits 0 to 15 at 8 kHz. */
    public static Payload telephoneEvent(int type) {
        return new Payload(type, "telephone-event", 8000, 1, "0-15");
    }

    public Payload withFormat(String fmtp) {
        return new Payload(type, encoding, clockRate, channels, fmtp);
    }

    public boolean is(String otherEncoding) {
        return encoding.equalsIgnoreCase(otherEncoding);
    }

    /** The value of {@code a=rtpmap} behind the payload type. */
    String map() {
        return encoding + "/" + clockRate + (channels == 1 ? "" : "/" + channels);
    }

    /** Reads {@code encoding/clock[/channels]}; an empty text means the static type. Null when nothing is known of the type. */
    static @org.jspecify.annotations.Nullable Payload parse(int type, String map, String format) {
        String text = map.isEmpty() ? STATIC.getOrDefault(type, "") : map;
        if (text.isEmpty()) {
            return null;
        }
        String[] parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw new SdpException("a=rtpmap is encoding/clock");
        }
        try {
            int channels = parts.length == 3 ? Integer.parseInt(parts[2].strip()) : 1;
            return new Payload(type, parts[0].strip(), Integer.parseInt(parts[1].strip()), channels, format);
        } catch (IllegalArgumentException e) {
            throw new SdpException("a=rtpmap is encoding/clock");
        }
    }
}
