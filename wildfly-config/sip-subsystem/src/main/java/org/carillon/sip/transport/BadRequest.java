// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.carillon.sip.form.UnsupportedVersionException;

/**
 * The answer to a request that the parser refuses, made without parsing it (RFC 3261 sections 8.2.6, 21.4.1 and 21.5.6).
 *
 * <p>It repeats what is there of the fields that a response must repeat: a peer that forgot one of them finds its
 * transaction by the branch in Via. The stack's own answer carries the parser's complaint, with the line breaks of what it complains about, in the
 * reason phrase; on a stream that would put the peer out of step.
 */
public final class BadRequest {
    private static final Map<String, String> NAMES = Map.of(
            "v", "via", "via", "via", "f", "from", "from", "from", "t", "to", "to", "to", "i", "call-id", "call-id",
            "call-id", "cseq", "cseq");
    private static final String TAG = ";tag=bad";

    private BadRequest() {}

    /**
     * {@return the 400, or 505, or nothing when the request is an ACK, a response, or has no Via}
     *
     * @param why what the parser said
     */
    public static Optional<byte[]> to(byte[] request, ParseException why) {
        return to(
                request, why instanceof UnsupportedVersionException ? "505 Version Not Supported" : "400 Bad Request");
    }

    /**
     * {@return another refusal of a request that was not parsed, or nothing as above}
     *
     * @param status and reason, and further lines of the head
     */
    public static Optional<byte[]> to(byte[] request, String status) {
        var lines = head(new String(request, StandardCharsets.UTF_8));
        if (lines.isEmpty() || lines.get(0).startsWith("SIP/") || lines.get(0).startsWith("ACK ")) {
            return Optional.empty();
        }
        var answer = new StringBuilder("SIP/2.0 ").append(status).append("\r\n");
        var seen = new HashSet<String>();
        for (var line : lines.subList(1, lines.size())) {
            var colon = line.indexOf(':');
            var name =
                    colon < 0 ? null : NAMES.get(line.substring(0, colon).trim().toLowerCase(Locale.ROOT));
            if (name == null || (!seen.add(name) && !name.equals("via"))) {
                continue;
            }
            answer.append(line);
            if (name.equals("to") && !line.toLowerCase(Locale.ROOT).contains(";tag=")) {
                answer.append(TAG);
            }
            answer.append("\r\n");
        }
        if (!seen.contains("via")) {
            return Optional.empty();
        }
        return Optional.of(answer.append("Content-Length: 0\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the lines of the head, those that go on joined to the first of them} */
    private static List<String> head(String request) {
        var lines = new ArrayList<String>();
        var whole = new StringBuilder();
        for (var line : request.split("\r?\n", -1)) {
            if (line.isEmpty()) {
                break;
            }
            if (!whole.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
                whole.append(' ').append(line.trim());
                continue;
            }
            if (!whole.isEmpty()) {
                lines.add(whole.toString());
                whole.setLength(0);
            }
            // A bare CR would begin a line for some peers.
            whole.append(line.replace('\r', ' '));
        }
        if (!whole.isEmpty()) {
            lines.add(whole.toString());
        }
        return lines;
    }
}
