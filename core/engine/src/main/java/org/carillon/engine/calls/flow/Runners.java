// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carillon.engine.calls.session.VerbRunner;
import org.carillon.engine.markup.verb.Verb;

/** Finds the runner of a verb. */
public final class Runners {
    private final Map<Class<?>, VerbRunner<?>> byVerb;

    /** With one runner for every verb that occurs in documents. */
    public Runners(List<VerbRunner<?>> runners) {
        Map<Class<?>, VerbRunner<?>> all = new HashMap<>();
        for (VerbRunner<?> runner : runners) {
            if (all.put(runner.handles(), runner) != null) {
                throw new IllegalArgumentException("two runners for " + runner.handles());
            }
        }
        byVerb = Map.copyOf(all);
    }

    /** The runner of this verb. */
    @SuppressWarnings("unchecked") // the map holds every runner under the class that it says it handles
    VerbRunner<Verb> of(Verb verb) {
        VerbRunner<?> runner = byVerb.get(verb.getClass());
        if (runner == null) {
            throw new IllegalStateException("no runner for the verb " + verb.element());
        }
        return (VerbRunner<Verb>) runner;
    }

    /** The verbs that can be run. */
    public java.util.Set<Class<?>> verbs() {
        return byVerb.keySet();
    }
}
