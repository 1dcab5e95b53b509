// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.verbs;

import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Step;
import org.carillon.engine.calls.session.VerbRunner;
import org.carillon.engine.markup.verb.Hangup;

/** Ends the call. */
final class HangupRunner implements VerbRunner<Hangup> {
    @Override
    public Class<Hangup> handles() {
        return Hangup.class;
    }

    @Override
    public Step start(Hangup hangup, CallState call) {
        return Step.hangup(call);
    }

    @Override
    public Step on(Event event, Hangup hangup, CallState call) {
        return Step.stay(call);
    }
}
