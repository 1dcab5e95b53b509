// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.messages;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.carillon.engine.calls.signalling.PartyAddress;

/** The From URI of a call that we place. */
public final class OutboundFrom {
    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9\\-_.!~*'()&=+$,;?/]");

    private OutboundFrom() {}

    /**
     * A SIP URI as it is, anything else (a number, a client's name) as the user part at our own host.
     *
     * @param host our own address, as callees see it
     */
    public static String uri(PartyAddress from, String host) {
        String address = from.address();
        String lower = address.toLowerCase(Locale.ROOT);
        if (lower.startsWith("sip:") || lower.startsWith("sips:")) {
            return address;
        }
        return "sip:" + escaped(address) + "@" + host;
    }

    private static String escaped(String user) {
        StringBuilder text = new StringBuilder(user.length());
        for (byte octet : user.getBytes(StandardCharsets.UTF_8)) {
            String character = String.valueOf((char) (octet & 0xFF));
            text.append(
                    UNRESERVED.matcher(character).matches()
                            ? character
                            : String.format(Locale.ROOT, "%%%02X", octet & 0xFF));
        }
        return text.toString();
    }
}
