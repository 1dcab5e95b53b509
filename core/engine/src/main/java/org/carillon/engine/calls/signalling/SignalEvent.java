// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.signalling;

import java.util.Optional;
import org.carillon.engine.ids.CallSid;

/** What a leg reports. */
public sealed interface SignalEvent {
    /** The leg. */
    CallSid leg();

    /** Outbound leg: the INVITE left, under this Call-ID. */
    record Sent(CallSid leg, String sipCallId) implements SignalEvent {}

    /** Outbound leg: 180 or 183; the session description if early media comes. */
    record Ringing(CallSid leg, int status, Optional<String> sdp) implements SignalEvent {}

    /** Outbound leg: 200; the ACK has been sent. */
    record Answered(CallSid leg, String sdp) implements SignalEvent {}

    /** Outbound leg: a final response 3xx to 6xx, or none (408), or the INVITE could not be sent (503). */
    record Refused(CallSid leg, int status, String reason) implements SignalEvent {}

    /** Inbound leg: the ACK of our 200 came; with the answer when the INVITE had no offer. */
    record Confirmed(CallSid leg, Optional<String> sdp) implements SignalEvent {}

    /** Inbound leg: the caller gave up before the answer (CANCEL); 487 has been sent. */
    record Cancelled(CallSid leg) implements SignalEvent {}

    /** The remote party hung up: BYE. */
    record HungUp(CallSid leg, Optional<String> reason) implements SignalEvent {}

    /** The dialog broke: no ACK, a re-INVITE or BYE without an answer, a lost transport. */
    record Lost(CallSid leg, String reason) implements SignalEvent {}

    /** The remote party's re-INVITE or UPDATE; empty when it asks for our offer. */
    record Reoffered(CallSid leg, Optional<String> sdp) implements SignalEvent {}

    /** A digit by SIP INFO. */
    record InfoDigit(CallSid leg, char digit) implements SignalEvent {}
}
