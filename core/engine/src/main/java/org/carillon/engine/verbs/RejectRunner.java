// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.verbs;

import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Step;
import org.carillon.engine.calls.session.VerbRunner;
import org.carillon.engine.markup.verb.Reject;

/** Refuses the call: 486 or 603 without an answer. A call that is answered already is hung up instead. */
final class RejectRunner implements VerbRunner<Reject> {
    @Override
    public Class<Reject> handles() {
        return Reject.class;
    }

    @Override
    public boolean needsAnswer(Reject reject, CallState call) {
        return false;
    }

    @Override
    public Step start(Reject reject, CallState call) {
        if (call.self().isAnswered()) {
            return Step.hangup(call);
        }
        return switch (reject.reason()) {
            case BUSY -> Step.refuse(call, 486, "Busy Here");
            case REJECTED -> Step.refuse(call, 603, "Decline");
        };
    }

    @Override
    public Step on(Event event, Reject reject, CallState call) {
        return Step.stay(call);
    }
}
