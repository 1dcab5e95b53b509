// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.signalling;

import java.util.Map;
import java.util.Optional;
import org.carillon.engine.ids.CallSid;

/** What the engine asks of a leg. A command that comes twice with the same {@link #operation()} acts once. */
public sealed interface SignalCommand {
    /** Idempotency key. */
    String operation();

    /** The leg. */
    CallSid leg();

    /** Inbound leg: 180 Ringing. */
    record Ring(String operation, CallSid leg) implements SignalCommand {}

    /** Inbound leg: 183 with early media. */
    record Progress(String operation, CallSid leg, String sdp) implements SignalCommand {}

    /** Inbound leg: 200 with our session description. */
    record Answer(String operation, CallSid leg, String sdp) implements SignalCommand {}

    /** Inbound leg: a final refusal, 4xx to 6xx. */
    record Refuse(String operation, CallSid leg, int status, String reason) implements SignalCommand {}

    /**
     * Makes an outbound leg: INVITE with our offer.
     *
     * @param session the session's root call, to which everything about the leg is reported
     * @param uri the request URI, {@code sip:...} or {@code sips:...}
     * @param nextHop where to send it when that differs from the URI (a trunk), or empty
     * @param from the calling party
     * @param headers additional headers ({@code X-...}), in order
     * @param credentials for a challenge, or empty
     * @param hops how often the call has been passed on, this time included; Max-Forwards tells it to others
     */
    record Invite(
            String operation,
            CallSid leg,
            CallSid session,
            String uri,
            Optional<String> nextHop,
            PartyAddress from,
            Map<String, String> headers,
            Optional<SipCredentials> credentials,
            String sdp,
            int hops)
            implements SignalCommand {
        /** A call that has been passed on so often goes nowhere any more (RFC 3261 section 8.1.1.6). */
        public static final int MOST_HOPS = 70;
    }

    /** Outbound leg that was not answered yet: CANCEL (and BYE if the answer crosses it). */
    record Cancel(String operation, CallSid leg) implements SignalCommand {}

    /** Ends an answered leg: BYE. Without effect when it has ended. */
    record HangUp(String operation, CallSid leg) implements SignalCommand {}

    /** Answers the remote party's re-INVITE or UPDATE. */
    record AnswerReoffer(String operation, CallSid leg, String sdp) implements SignalCommand {}

    /** Refuses it; the session stays as it was. */
    record RefuseReoffer(String operation, CallSid leg, int status) implements SignalCommand {}

    /** Asks the remote party whether the dialog still lives (in-dialog OPTIONS); reports Lost when it does not. */
    record Probe(String operation, CallSid leg) implements SignalCommand {}
}
