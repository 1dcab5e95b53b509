// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.records;

import java.time.Instant;
import java.util.Optional;
import org.carillon.engine.ids.CallSid;

/**
 * Which calls of an account are wanted; everything that is given must hold.
 *
 * @param status as lists show it, see {@link CallStatus#listed}
 * @param startedFrom inclusive
 * @param startedBefore exclusive
 * @param endedFrom inclusive
 * @param endedBefore exclusive
 */
public record CallFilter(
        Optional<String> to,
        Optional<String> from,
        Optional<CallSid> parent,
        Optional<CallStatus> status,
        Optional<Instant> startedFrom,
        Optional<Instant> startedBefore,
        Optional<Instant> endedFrom,
        Optional<Instant> endedBefore) {
    /** All calls. */
    public static final CallFilter ALL = new CallFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Whether the call is wanted. */
    public boolean matches(CallRecord call) {
        return to.map(call.to()::equals).orElse(true)
                && from.map(call.from()::equals).orElse(true)
                && parent.map(p -> call.parent().filter(p::equals).isPresent()).orElse(true)
                && status.map(s -> s.listed() == call.status().listed()).orElse(true)
                && within(Optional.of(call.started()), startedFrom, startedBefore)
                && within(call.ended(), endedFrom, endedBefore);
    }

    private static boolean within(Optional<Instant> time, Optional<Instant> from, Optional<Instant> before) {
        if (from.isEmpty() && before.isEmpty()) {
            return true;
        }
        return time.filter(t -> from.map(f -> !t.isBefore(f)).orElse(true)
                        && before.map(b -> t.isBefore(b)).orElse(true))
                .isPresent();
    }
}
