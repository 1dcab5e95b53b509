// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.messages;

import java.util.Set;

/** What we do with a method that starts no call. */
public final class Methods {
    /** The Allow header. */
    public static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, PRACK, UPDATE, INFO";

    private static final Set<String> KNOWN =
            Set.of("REGISTER", "MESSAGE", "REFER", "INVITE", "ACK", "CANCEL", "BYE", "PRACK", "UPDATE", "INFO");
    private static final Set<String> EVENTS = Set.of("SUBSCRIBE", "NOTIFY", "PUBLISH");

    private Methods() {}

    /**
     * The refusal of a request that is not served: 489 when an event package would be needed (RFC 6665 4.2.1.1), 405 for a
     * method that exists but is not served here, 501 for one that we have never heard of (RFC 3261 8.2.1, 21.5.2).
     */
    public static int refusal(String method) {
        if (EVENTS.contains(method)) {
            return 489;
        }
        return KNOWN.contains(method) ? 405 : 501;
    }
}
