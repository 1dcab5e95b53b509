// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.records;

/**
 * How a call ended, and whose doing it was.
 *
 * @param status for the tenant
 * @param blame for the operator
 * @param reason a short stable word for metrics
 * @param sipStatus the final response to an INVITE that was not answered, 0 if there was none
 */
public record CallOutcome(CallStatus status, Blame blame, String reason, int sipStatus) {
    /** Reasons that begin like this say that media could not be settled or was lost. */
    public static final String MEDIA = "media-";

    /** Whose doing it was. */
    public enum Blame {
        /** The calling side. */
        CALLER,
        /** The called side. */
        CALLEE,
        /** The network between. */
        CARRIER,
        /** The tenant's document. */
        TENANT,
        /** The platform. */
        PLATFORM,
        /** It cannot be told. */
        UNKNOWN
    }

    /** What a final SIP response other than 2xx means; see the table in docs/calls.md. */
    public static CallOutcome fromSip(int status) {
        return switch (status) {
            case 486, 600, 603 -> new CallOutcome(CallStatus.BUSY, Blame.CALLEE, "callee-busy", status);
            case 408, 480, 487 -> new CallOutcome(CallStatus.NO_ANSWER, Blame.CALLEE, "no-answer", status);
            case 503 -> new CallOutcome(CallStatus.FAILED, Blame.CARRIER, "carrier-unavailable", status);
            default -> new CallOutcome(CallStatus.FAILED, Blame.UNKNOWN, "sip-" + status, status);
        };
    }

    /** An answered call that came to its end. */
    public static CallOutcome completed(String reason) {
        return new CallOutcome(CallStatus.COMPLETED, Blame.UNKNOWN, reason, 0);
    }

    /** Given up before the answer. */
    public static CallOutcome canceled(String reason) {
        return new CallOutcome(CallStatus.CANCELED, Blame.CALLER, reason, 487);
    }

    /** Rang too long. */
    public static CallOutcome ringTimeout() {
        return new CallOutcome(CallStatus.NO_ANSWER, Blame.CALLEE, "ring-timeout", 487);
    }

    /** No INVITE has left, so nothing has answered it. */
    public CallOutcome unsent() {
        return new CallOutcome(status, blame, reason, 0);
    }

    /** Could not be connected through a fault of the platform. */
    public static CallOutcome failed(String reason, int sipStatus) {
        return new CallOutcome(CallStatus.FAILED, Blame.PLATFORM, reason, sipStatus);
    }
}
