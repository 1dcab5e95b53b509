// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an outgoing INVITE says.
 *
 * @param target the Request-URI
 * @param from the From URI; the phone's own when empty
 * @param to the To URI; the target when empty
 * @param headers more headers, in order
 * @param lateOffer whether to leave the offer to the other side (an INVITE without SDP, RFC 3261 section 13.2.1)
 */
public record CallRequest(
        String target, Optional<String> from, Optional<String> to, List<Header> headers, boolean lateOffer) {
    /**
     * One more header.
     *
     * @param name for example {@code X-Account}
     * @param value as it goes on the wire
     */
    public record Header(String name, String value) {}

    /** Copies the list. */
    public CallRequest {
        headers = List.copyOf(headers);
    }

    /** A plain call to a URI such as {@code sip:+15550001@127.0.0.1:5060}. */
    public static CallRequest to(String target) {
        return new CallRequest(target, Optional.empty(), Optional.empty(), List.of(), false);
    }

    /** With this URI in From. */
    public CallRequest from(String uri) {
        return new CallRequest(target, Optional.of(uri), to, headers, lateOffer);
    }

    /** With this URI in To, different from the Request-URI. */
    public CallRequest toHeader(String uri) {
        return new CallRequest(target, from, Optional.of(uri), headers, lateOffer);
    }

    /** With a P-Asserted-Identity (RFC 3325). */
    public CallRequest assertedIdentity(String uri) {
        return header("P-Asserted-Identity", "<" + uri + ">");
    }

    /** With one more header. */
    public CallRequest header(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new CallRequest(target, from, to, more, lateOffer);
    }

    /** Leaves the offer to the other side. */
    public CallRequest withLateOffer() {
        return new CallRequest(target, from, to, headers, true);
    }
}
