// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.session;

import java.time.Instant;
import java.util.Optional;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;

/** Changes of call records. */
final class Records {
    private Records() {}

    static CallRecord atStatus(CallRecord r, CallStatus status, Instant now) {
        boolean answers = status == CallStatus.IN_PROGRESS && r.answered().isEmpty();
        return new CallRecord(
                r.sid(),
                r.session(),
                r.account(),
                r.parent(),
                r.direction(),
                r.from(),
                r.to(),
                r.callerName(),
                r.forwardedFrom(),
                r.number(),
                status,
                r.created(),
                now,
                answers ? now : r.started(),
                answers ? Optional.of(now) : r.answered(),
                status.isFinal() ? Optional.of(now) : r.ended(),
                r.sipStatus(),
                r.sipCallId(),
                r.reason());
    }

    static CallRecord withSip(CallRecord r, int sipStatus, String sipCallId, String reason) {
        return new CallRecord(
                r.sid(),
                r.session(),
                r.account(),
                r.parent(),
                r.direction(),
                r.from(),
                r.to(),
                r.callerName(),
                r.forwardedFrom(),
                r.number(),
                r.status(),
                r.created(),
                r.updated(),
                r.started(),
                r.answered(),
                r.ended(),
                sipStatus,
                sipCallId,
                reason);
    }
}
