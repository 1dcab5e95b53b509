// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.session;

import java.util.Optional;
import java.util.Set;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.webhooks.WebhookTarget;

/**
 * Who is told about a leg's progress.
 *
 * @param target absolute URL, or empty for nobody
 * @param events the statuses that are told; IN_PROGRESS stands for "answered", COMPLETED for every final status
 * @param sent how many callbacks have been sent: the next one's SequenceNumber
 */
public record CallbackPlan(Optional<WebhookTarget> target, Set<CallStatus> events, int sent) {
    /** Nobody is told. */
    public static final CallbackPlan NONE = new CallbackPlan(Optional.empty(), Set.of(), 0);

    /** Copies the events. */
    public CallbackPlan {
        events = Set.copyOf(events);
    }

    /** Only the end is told. */
    public static CallbackPlan atEnd(Optional<WebhookTarget> target) {
        return new CallbackPlan(target, Set.of(CallStatus.COMPLETED), 0);
    }

    /** Whether this status is told. */
    public boolean tells(CallStatus status) {
        return target.isPresent() && events.contains(status.isFinal() ? CallStatus.COMPLETED : status);
    }

    CallbackPlan counted() {
        return new CallbackPlan(target, events, sent + 1);
    }
}
