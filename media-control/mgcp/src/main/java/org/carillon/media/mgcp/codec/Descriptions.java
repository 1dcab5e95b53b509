// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Keeps the session descriptions of a message in one form: non-empty lines, each ended by CRLF. */
final class Descriptions {
    private Descriptions() {}

    static List<String> checked(List<String> descriptions) {
        if (descriptions.size() > MgcpMessage.MAX_DESCRIPTIONS) {
            throw new IllegalArgumentException("a message has at most two session descriptions");
        }
        return descriptions.stream().map(Descriptions::normal).toList();
    }

    static List<String> added(List<String> descriptions, String sdp) {
        var more = new ArrayList<>(descriptions);
        more.add(sdp);
        return more;
    }

    private static String normal(String sdp) {
        String normal = sdp.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.stripTrailing() + "\r\n")
                .collect(Collectors.joining());
        if (normal.isEmpty() || normal.chars().anyMatch(c -> c < ' ' && c != '\r' && c != '\n' && c != '\t')) {
            throw new IllegalArgumentException("a session description is text");
        }
        if (normal.lines().anyMatch(line -> line.equals("."))) {
            throw new IllegalArgumentException("a line with a dot ends a message");
        }
        return normal;
    }
}
