// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.messages;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The session description in a message: the body itself, or a part of {@code multipart/mixed}, as trunks with ISUP send
 * it (RFC 5621).
 *
 * @param status 0 when the body was understood, else the status to refuse it with (413 or 415)
 * @param sdp the description, or empty when there is no body
 */
public record SdpBody(int status, Optional<String> sdp) {
    /** Longest body that is looked at, in bytes; it must fit into one datagram to the media server. */
    public static final int LONGEST = 12_000;

    private static final SdpBody NONE = new SdpBody(0, Optional.empty());
    private static final Pattern BOUNDARY = Pattern.compile("(?i);\\s*boundary\\s*=\\s*(?:\"([^\"]+)\"|([^;\\s]+))");
    private static final Pattern SDP_PART =
            Pattern.compile("(?i)(^|\\r?\\n)content-type\\s*:\\s*application/sdp\\s*(;[^\\r\\n]*)?(\\r?\\n|$)");
    private static final Pattern HEADERS_END = Pattern.compile("\\r?\\n\\r?\\n");

    /** Whether the body was understood. */
    public boolean isUnderstood() {
        return status == 0;
    }

    /** Reads the body of a message. */
    public static SdpBody read(@Nullable String contentType, byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            return NONE;
        }
        if (body.length > LONGEST) {
            return new SdpBody(413, Optional.empty());
        }
        String type = contentType == null ? "" : contentType.strip().toLowerCase(Locale.ROOT);
        String text = new String(body, StandardCharsets.UTF_8);
        if (isType(type, "application/sdp")) {
            return new SdpBody(0, Optional.of(text));
        }
        if (contentType != null && isType(type, "multipart/mixed")) {
            Matcher boundary = BOUNDARY.matcher(contentType);
            if (boundary.find()) {
                String mark = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
                return part(text, mark)
                        .map(sdp -> new SdpBody(0, Optional.of(sdp)))
                        .orElse(new SdpBody(415, Optional.empty()));
            }
        }
        return new SdpBody(415, Optional.empty());
    }

    private static boolean isType(String contentType, String type) {
        return contentType.equals(type) || contentType.startsWith(type + ";") || contentType.startsWith(type + " ");
    }

    private static Optional<String> part(String body, String boundary) {
        for (String part : ("\r\n" + body).split("\\r?\\n--" + Pattern.quote(boundary), -1)) {
            Matcher end = HEADERS_END.matcher(part);
            if (end.find() && SDP_PART.matcher(part.substring(0, end.start())).find()) {
                return Optional.of(part.substring(end.end()).strip() + "\r\n");
            }
        }
        return Optional.empty();
    }
}
