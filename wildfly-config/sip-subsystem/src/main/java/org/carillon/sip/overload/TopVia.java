// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.overload;

import java.net.DatagramPacket;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The topmost Via of a request.
 *
 * @param branch in lower case
 * @param replyPort where the answer goes (RFC 3261 section 18.2.2; RFC 3581 section 4)
 * @param answer the value as an answer repeats it, with what follows behind a comma
 */
record TopVia(String branch, int replyPort, String answer) {
    private static final String PROTOCOL = "SIP/2.0/UDP ";
    private static final String COOKIE = "z9hg4bk";
    private static final int USUAL_PORT = 5060;
    private static final int MOST_PORT = 65_535;

    /** {@return the header's first value, or null when it says anything that is rare, maddr for example} */
    static @Nullable TopVia of(String header, DatagramPacket packet) {
        var value = header.strip();
        if (!value.startsWith(PROTOCOL) || value.indexOf('"') >= 0) {
            return null;
        }
        var comma = value.indexOf(',');
        var first = comma < 0 ? value : value.substring(0, comma);
        var parts = first.substring(PROTOCOL.length()).split(";", -1);
        var source = packet.getAddress().getHostAddress();
        var sentBy = parts[0].strip();
        var answer = new StringBuilder(PROTOCOL).append(parts[0]);
        String branch = null;
        var asked = false;
        for (var i = 1; i < parts.length; i++) {
            var part = parts[i].strip();
            var name = part.toLowerCase(Locale.ROOT);
            if (name.startsWith("maddr") || name.startsWith("received") || name.startsWith("rport=")) {
                return null;
            }
            asked |= name.equals("rport");
            branch = name.startsWith("branch=" + COOKIE) ? name.substring("branch=".length()) : branch;
            answer.append(';').append(part);
            if (name.equals("rport")) {
                answer.append('=').append(packet.getPort());
            }
        }
        var port = asked ? packet.getPort() : port(sentBy);
        // The address of a link names the link, too, which means nothing to the peer.
        if (branch == null || port < 0 || source.indexOf('%') >= 0) {
            return null;
        }
        if (asked || !(sentBy.equals(source) || sentBy.startsWith(source + ":"))) {
            answer.append(";received=").append(source);
        }
        return new TopVia(branch, port, comma < 0 ? answer.toString() : answer + value.substring(comma));
    }

    /** {@return the port of a sent-by, or -1 when it is none} */
    private static int port(String sentBy) {
        var colon = sentBy.indexOf(':', sentBy.indexOf(']') + 1);
        if (colon < 0) {
            return USUAL_PORT;
        }
        var digits = sentBy.substring(colon + 1);
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(each -> each >= '0' && each <= '9')) {
            return -1;
        }
        var port = Integer.parseInt(digits);
        return port == 0 || port > MOST_PORT ? -1 : port;
    }
}
