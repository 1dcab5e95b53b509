// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

import java.time.Duration;

/** What a phone does by itself when it is called. Runs on a thread of its own for each call, so it may wait. */
@FunctionalInterface
public interface IncomingPolicy {
    /** Deals with a call; what it throws is written into the timeline. */
    void handle(PhoneCall call);

    /** Answers at once. */
    static IncomingPolicy answer() {
        return PhoneCall::answer;
    }

    /** Rings and answers after a while, unless the caller gives up before. */
    static IncomingPolicy answerAfter(Duration ringing) {
        return call -> {
            call.ring();
            if (!call.endsWithin(ringing)) {
                call.answer();
            }
        };
    }

    /** Rings and nothing else. */
    static IncomingPolicy ring() {
        return PhoneCall::ring;
    }

    /** Refuses with a final status, for example 486. */
    static IncomingPolicy reject(int status) {
        return call -> call.reject(status);
    }
}
