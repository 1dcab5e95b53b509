// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.messages;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carillon.engine.numbers.PhoneNumber;

/** Numbers in {@code sip:}, {@code sips:} and {@code tel:} URIs (RFC 3261 19.1, RFC 3966). */
public final class Uris {
    private static final Pattern USER = Pattern.compile("(?i)sips?:([^@]+)@.*");
    private static final Pattern TEL = Pattern.compile("(?i)tel:(.+)");

    private Uris() {}

    /** The user part without its parameters ({@code ;npdi}, {@code ;phone-context=...}), or what follows {@code tel:}. */
    public static Optional<String> user(String uri) {
        Matcher sip = USER.matcher(uri);
        if (sip.matches()) {
            return Optional.of(sip.group(1)).map(Uris::withoutPassword).map(Uris::bare);
        }
        Matcher tel = TEL.matcher(uri);
        return tel.matches() ? Optional.of(bare(tel.group(1))) : Optional.empty();
    }

    /** The telephone number that the URI names, if it names one. */
    public static Optional<PhoneNumber> number(String uri) {
        return user(uri).flatMap(PhoneNumber::parse);
    }

    /** The number in E.164 form, or the whole URI when it names none. */
    public static String address(String uri) {
        return number(uri).map(PhoneNumber::e164).orElse(uri);
    }

    private static String withoutPassword(String user) {
        int colon = user.indexOf(':');
        return colon < 0 ? user : user.substring(0, colon);
    }

    private static String bare(String user) {
        int parameters = user.indexOf(';');
        String name = parameters < 0 ? user : user.substring(0, parameters);
        try {
            // A plus sign is itself in a user part, not a blank as in a form.
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
