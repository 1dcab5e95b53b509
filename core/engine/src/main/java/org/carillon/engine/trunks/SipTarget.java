// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.trunks;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a SIP URI names, as far as it decides whether it may be called (RFC 3261 section 19.1.1).
 *
 * @param user without password and parameters, escapes resolved; may be empty
 * @param host in lower case, an IPv6 address without its brackets
 * @param port 0 when the URI names none
 */
record SipTarget(String user, String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(?i)sips?:(?:([^@\\s]*)@)?(\\[[0-9a-f:.]+]|[^@:;?\\[\\]\\s]+)(?::(\\d{1,5}))?(?:[;?].*)?");

    /** What a telephone could dial, whatever separators stand in between (RFC 3966 section 3). */
    private static final Pattern DIALABLE = Pattern.compile("\\+?[0-9*#().\\s-]*[0-9*#][0-9*#().\\s-]*");

    /** A host whose last label is a number is an address in one of its odd spellings, never a name. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)\\.?");

    private static final Pattern DOTTED = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    /** Empty when the text is no SIP URI. */
    static Optional<SipTarget> parse(String uri) {
        Matcher form = FORM.matcher(uri);
        if (!form.matches()) {
            return Optional.empty();
        }
        String host = form.group(2).toLowerCase(Locale.ROOT);
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = form.group(3) == null ? 0 : Integer.parseInt(form.group(3));
        return Optional.of(new SipTarget(user(form.group(1) == null ? "" : form.group(1)), bare, port));
    }

    private static String user(String info) {
        String bare = info.split("[:;]", 2)[0];
        try {
            return URLDecoder.decode(bare.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return bare;
        }
    }

    /** Whether the other side might take the user for a telephone number. */
    boolean isDialable() {
        return DIALABLE.matcher(user).matches();
    }

    boolean isAddress() {
        return host.indexOf(':') >= 0 || DOTTED.matcher(host).matches();
    }

    /** An address in hexadecimal, octal, or as one number. */
    boolean isOddAddress() {
        return !isAddress() && ENDS_IN_NUMBER.matcher(host).matches();
    }
}
