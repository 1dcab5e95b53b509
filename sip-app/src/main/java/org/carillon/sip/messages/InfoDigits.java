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
 * Digits by SIP INFO, in the two forms that gateways send: {@code application/dtmf-relay} with {@code Signal=5} and
 * {@code Duration=160}, and {@code application/dtmf} with the digit alone. In both, 10 is the star and 11 the hash.
 */
public final class InfoDigits {
    private static final Pattern SIGNAL = Pattern.compile("(?im)^\\s*signal\\s*=\\s*(\\S+)\\s*$");
    private static final int LONGEST = 256;

    private InfoDigits() {}

    /** Whether a body of that type holds a digit. */
    public static boolean isDigitType(@Nullable String contentType) {
        String type = type(contentType);
        return type.equals("application/dtmf-relay") || type.equals("application/dtmf");
    }

    /** The digit: 0 to 9, star, hash, A to D. */
    public static Optional<Character> read(@Nullable String contentType, byte @Nullable [] body) {
        if (body == null || body.length > LONGEST) {
            return Optional.empty();
        }
        String text = new String(body, StandardCharsets.US_ASCII);
        if (type(contentType).equals("application/dtmf")) {
            return digit(text.strip());
        }
        Matcher signal = SIGNAL.matcher(text);
        return signal.find() ? digit(signal.group(1)) : Optional.empty();
    }

    private static Optional<Character> digit(String text) {
        if (text.equals("10")) {
            return Optional.of('*');
        }
        if (text.equals("11")) {
            return Optional.of('#');
        }
        if (text.length() != 1 || "0123456789*#ABCDabcd".indexOf(text.charAt(0)) < 0) {
            return Optional.empty();
        }
        return Optional.of(Character.toUpperCase(text.charAt(0)));
    }

    private static String type(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
