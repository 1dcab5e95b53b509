// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.carillon.testing.rtp.HeardDigit;
import org.jspecify.annotations.Nullable;

/** What is known of a call. Written by the phone's thread, read by tests. */
final class CallFacts {
    private static final int MAX_DIGITS = 10_000;

    private final Instant startedAt = Instant.now();
    private final List<Integer> provisional = new ArrayList<>();
    private final List<HeardDigit> infoDigits = new ArrayList<>();
    private CallState state = CallState.STARTED;
    private final Runnable whenEnded;
    private @Nullable FinalResponse finalResponse;
    private @Nullable EndedBy endedBy;
    private @Nullable Instant answeredAt;
    private @Nullable Instant endedAt;
    private boolean acknowledged;
    private boolean cancelled;

    /** @param whenEnded run once, when the call is over; must return at once */
    CallFacts(Runnable whenEnded) {
        this.whenEnded = whenEnded;
    }

    synchronized void provisional(int status) {
        provisional.add(status);
        if (status >= 180 && status < 190 && status != 183 && state == CallState.STARTED) {
            state = CallState.RINGING;
        }
    }

    synchronized void answered(FinalResponse response) {
        if (finalResponse == null) {
            finalResponse = response;
        }
        if (state != CallState.ENDED) {
            state = CallState.ESTABLISHED;
            answeredAt = Instant.now();
        }
    }

    synchronized void refused(FinalResponse response, EndedBy by) {
        if (finalResponse == null) {
            finalResponse = response;
        }
        ended(by);
    }

    synchronized void ended(EndedBy by) {
        if (state == CallState.ENDED) {
            return;
        }
        state = CallState.ENDED;
        endedBy = by;
        endedAt = Instant.now();
        whenEnded.run();
    }

    synchronized void cancelled() {
        cancelled = true;
    }

    synchronized void acknowledged() {
        acknowledged = true;
    }

    synchronized void infoDigit(HeardDigit digit) {
        if (infoDigits.size() < MAX_DIGITS) {
            infoDigits.add(digit);
        }
    }

    synchronized CallState state() {
        return state;
    }

    synchronized boolean sawProvisional(int status) {
        return provisional.contains(status);
    }

    synchronized List<Integer> provisional() {
        return List.copyOf(provisional);
    }

    synchronized Optional<FinalResponse> finalResponse() {
        return Optional.ofNullable(finalResponse);
    }

    synchronized Optional<EndedBy> endedBy() {
        return Optional.ofNullable(endedBy);
    }

    synchronized Optional<Instant> answeredAt() {
        return Optional.ofNullable(answeredAt);
    }

    synchronized Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    Instant startedAt() {
        return startedAt;
    }

    synchronized boolean wasAcknowledged() {
        return acknowledged;
    }

    synchronized boolean wasCancelled() {
        return cancelled;
    }

    synchronized List<HeardDigit> infoDigits() {
        return List.copyOf(infoDigits);
    }
}
