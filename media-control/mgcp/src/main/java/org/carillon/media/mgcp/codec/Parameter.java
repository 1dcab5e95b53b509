// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One parameter line, {@code code: value} (RFC 3435 section 3.2.2).
 *
 * @param code letter, letter and digit, or an extension such as {@code X+NOTE}; kept in capitals
 * @param value text after the colon without surrounding blanks; no control characters
 */
public record Parameter(String code, String value) {
    public static final String CALL_ID = "C";
    public static final String CONNECTION_ID = "I";
    public static final String SECOND_CONNECTION_ID = "I2";
    public static final String MODE = "M";
    public static final String NOTIFIED_ENTITY = "N";
    public static final String REQUEST_ID = "X";
    public static final String REQUESTED_EVENTS = "R";
    public static final String SIGNALS = "S";
    public static final String QUARANTINE = "Q";
    public static final String DIGIT_MAP = "D";
    public static final String RESPONSE_ACK = "K";
    public static final String SPECIFIC_ENDPOINT = "Z";
    public static final String SECOND_ENDPOINT = "Z2";
    public static final String BEARER = "B";
    public static final String LOCAL_OPTIONS = "L";
    public static final String CAPABILITIES = "A";
    public static final String REASON = "E";
    public static final String OBSERVED_EVENTS = "O";
    public static final String RESTART_METHOD = "RM";
    public static final String RESTART_DELAY = "RD";
    public static final String STATISTICS = "P";
    public static final String DETECT_EVENTS = "T";
    public static final String REQUESTED_INFO = "F";

    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9/_+-]{0,31}");

    public Parameter {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("not a parameter code: " + code.length() + " characters");
        }
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            throw new IllegalArgumentException("control character in parameter " + code);
        }
        code = code.toUpperCase(Locale.ROOT);
        value = value.strip();
    }

    @Override
    public String toString() {
        return code + ": " + value;
    }
}
