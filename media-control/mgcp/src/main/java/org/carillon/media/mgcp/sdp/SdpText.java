// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.sdp;

/** Keeps line ends and other control characters out of values, so that a value can never add a line. */
final class SdpText {
    private SdpText() {}

    static String require(String value) {
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            throw new IllegalArgumentException("control character in a session description");
        }
        return value;
    }

    static String requireWord(String value) {
        if (value.isEmpty() || value.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("a field is empty or has a blank");
        }
        return value;
    }
}
