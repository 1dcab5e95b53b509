// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.records;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.PhoneNumberSid;

/**
 * A call as the API shows it: of a living call what is known so far, of an ended one the record that is kept.
 *
 * @param session the root call of the session it belongs to; its own SID for a root call
 * @param parent the call that dialled it, empty for a root call
 * @param number the account's number that was called, or that an outbound call shows where that is one of its numbers
 * @param started when the called side answered; when the call was made if it never was
 * @param ended empty while it lives
 * @param answered when it was answered, empty if it was not
 * @param sipStatus the final SIP status that ended an unanswered call, 0 if there is none
 * @param reason a short stable word for metrics and operators ({@code callee-busy}, {@code hung-up-by-caller} ...)
 */
public record CallRecord(
        CallSid sid,
        CallSid session,
        AccountSid account,
        Optional<CallSid> parent,
        CallDirection direction,
        String from,
        String to,
        Optional<String> callerName,
        Optional<String> forwardedFrom,
        Optional<PhoneNumberSid> number,
        CallStatus status,
        Instant created,
        Instant updated,
        Instant started,
        Optional<Instant> answered,
        Optional<Instant> ended,
        int sipStatus,
        String sipCallId,
        String reason) {
    /** Twilio's duration: from the answer to the end, in whole seconds, rounded up; zero when it was not answered. */
    public Duration duration() {
        if (answered.isEmpty() || ended.isEmpty()) {
            return Duration.ZERO;
        }
        long millis = Duration.between(answered.get(), ended.get()).toMillis();
        return Duration.ofSeconds(Math.max(0, (millis + 999) / 1000));
    }
}
