// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sip.InvalidArgumentException;
import javax.sip.header.ReasonHeader;
import javax.sip.message.Message;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.message.SipFactoryImpl;

/** Why a request is cancelled, as the Reason fields of its CANCEL say it (RFC 3326). */
final class Reasons {
    /** RFC 3261 section 25.1. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]+");

    /** They cannot stand in a quoted string, and a line break would begin another field. */
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    private Reasons() {}

    /**
     * {@return the reasons that an application gives; none when it gives no arrays}
     *
     * @param texts what a person may read; null, or empty ones, for none
     * @throws IllegalArgumentException when the arrays are of different length, a protocol is no token, or a cause is negative
     */
    static List<ReasonHeader> of(
            String @Nullable [] protocols, int @Nullable [] causes, @Nullable String @Nullable [] texts) {
        var count = protocols == null ? 0 : protocols.length;
        if (count != (causes == null ? 0 : causes.length) || (texts != null && texts.length != count)) {
            throw new IllegalArgumentException("protocols, causes and texts are not of the same number");
        }
        var reasons = new ArrayList<ReasonHeader>();
        for (var i = 0; protocols != null && causes != null && i < count; i++) {
            reasons.add(of(protocols[i], causes[i], texts == null ? null : texts[i]));
        }
        return List.copyOf(reasons);
    }

    private static ReasonHeader of(String protocol, int cause, @Nullable String text) {
        if (!TOKEN.matcher(protocol).matches()) {
            throw new IllegalArgumentException("no protocol of a reason: " + protocol);
        }
        try {
            return SipFactoryImpl.headerFactory.createReasonHeader(protocol, cause, text == null ? "" : quoted(text));
        } catch (InvalidArgumentException | ParseException e) {
            throw new IllegalArgumentException("no reason: " + protocol + ' ' + cause, e);
        }
    }

    /** The stack puts quotes around a text that has none, but lets a backslash stand as it is. */
    private static String quoted(String text) {
        var plain = CONTROLS.matcher(text).replaceAll(" ").strip();
        return plain.isEmpty() ? "" : '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** {@return the reasons that a CANCEL has come with} */
    static List<ReasonHeader> in(Message cancel) {
        var reasons = new ArrayList<ReasonHeader>();
        for (var fields = cancel.getHeaders(ReasonHeader.NAME); fields.hasNext(); ) {
            reasons.add((ReasonHeader) fields.next());
        }
        return List.copyOf(reasons);
    }
}
