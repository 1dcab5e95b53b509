// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.session;

import org.carillon.engine.markup.verb.Verb;

/**
 * What the platform does for one verb. Pure: what a runner wants done comes back as effects, and what it waits for is in
 * its state.
 *
 * @param <V> the verb as the tenant wrote it
 */
public interface VerbRunner<V extends Verb> {
    /** The verb it runs. */
    Class<V> handles();

    /** Whether the caller is answered before the verb begins. */
    default boolean needsAnswer(V verb, CallState call) {
        return true;
    }

    /** Begins the verb. */
    Step start(V verb, CallState call);

    /** Something happened while the verb runs. Events that the runner does not know leave it where it is. */
    Step on(Event event, V verb, CallState call);

    /**
     * The leg has ended, by whomever. What the verb started must be stopped. {@link Step.Flow.Stay} keeps the document
     * until the verb is done (a recording on its way), any other flow ends it; a transfer is then only told, its answer is
     * not run.
     */
    default Step onLegEnded(V verb, CallState call) {
        return Step.next(call);
    }

    /**
     * Another document takes over: what the verb started must be stopped now. {@link Step.Flow.Stay} lets the other document
     * begin only when the verb is done (a recording on its way; soon, and whatever happens), any other flow at once.
     */
    default Step interrupt(V verb, CallState call) {
        return Step.next(call);
    }

    /**
     * The session ends at once through a fault of the platform. Whatever the verb has besides its leg is freed, and what it
     * has begun to record is reported; nothing is waited for.
     */
    default CallState abandon(V verb, CallState call) {
        return call;
    }
}
