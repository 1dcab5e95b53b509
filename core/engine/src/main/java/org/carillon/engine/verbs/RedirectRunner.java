// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.verbs;

import java.util.Map;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Step;
import org.carillon.engine.calls.session.VerbRunner;
import org.carillon.engine.markup.verb.Redirect;
import org.carillon.engine.webhooks.WebhookTarget;

/** Passes control to another document. */
final class RedirectRunner implements VerbRunner<Redirect> {
    @Override
    public Class<Redirect> handles() {
        return Redirect.class;
    }

    @Override
    public Step start(Redirect redirect, CallState call) {
        return Step.transfer(call, new WebhookTarget(redirect.url(), redirect.method()), Map.of());
    }

    @Override
    public Step on(Event event, Redirect redirect, CallState call) {
        return Step.stay(call);
    }
}
