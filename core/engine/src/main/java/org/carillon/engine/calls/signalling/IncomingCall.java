// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.signalling;

import java.util.Map;
import java.util.Optional;
import org.carillon.engine.ids.CallSid;

/**
 * An INVITE that opens a dialog.
 *
 * @param leg the identifier that the signalling gave to the leg; it becomes the call's SID
 * @param from the calling party
 * @param to the called party
 * @param sourceAddress the IP address it came from
 * @param sdp the offer; empty for a late offer
 * @param headers those that webhooks see ({@code X-...}, {@code Diversion}, {@code Call-ID} ...)
 * @param sipCallId the Call-ID
 * @param hops how often it has been passed on, as far as Max-Forwards tells (RFC 3261 section 8.1.1.6)
 */
public record IncomingCall(
        CallSid leg,
        PartyAddress from,
        PartyAddress to,
        String sourceAddress,
        Optional<String> sdp,
        Map<String, String> headers,
        String sipCallId,
        int hops) {}
