// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.markup.verb.Verb;
import org.carillon.engine.webhooks.WebhookTarget;

/**
 * The document that runs on a leg.
 *
 * @param position of the running verb; equal to the number of verbs at the end
 * @param source where the document came from: relative URLs are resolved against it
 * @param fallback asked when a document cannot be had
 * @param fetching the request whose answer is awaited
 * @param documents how many documents have followed one another without anything being heard (bounded)
 * @param stage how far the leg's documents are
 */
public record Script(
        CallSid leg,
        List<Verb> verbs,
        int position,
        VerbState state,
        WebhookTarget source,
        Optional<WebhookTarget> fallback,
        Optional<Fetching> fetching,
        int documents,
        Stage stage) {
    /** How far a leg's documents are. */
    public enum Stage {
        /** Nothing has run: the call is not answered yet. */
        NEW,
        /** Documents run. */
        RUNNING,
        /** The leg has ended; the running verb brings what it began to its end. */
        ENDING
    }

    /** Copies the list. */
    public Script {
        verbs = List.copyOf(verbs);
    }

    /**
     * A document that is awaited.
     *
     * @param operation of the webhook
     * @param target what was asked
     * @param isFallback whether it is the fallback that was asked
     */
    public record Fetching(String operation, WebhookTarget target, boolean isFallback) {}

    /** The verb at the position, if the end has not been reached. */
    public Optional<Verb> verb() {
        return position < verbs.size() ? Optional.of(verbs.get(position)) : Optional.empty();
    }

    Script in(VerbState next) {
        return new Script(leg, verbs, position, next, source, fallback, fetching, documents, stage);
    }

    /** At the following verb. */
    public Script advanced() {
        return new Script(leg, verbs, position + 1, new VerbState.Idle(), source, fallback, fetching, documents, stage);
    }

    /** Awaits a document; no verb runs meanwhile. */
    public Script awaiting(Fetching request) {
        return new Script(
                leg,
                List.of(),
                0,
                new VerbState.Idle(),
                source,
                fallback,
                Optional.of(request),
                documents,
                Stage.RUNNING);
    }

    /** Runs a new document from its first verb. */
    public Script running(List<Verb> document, WebhookTarget from) {
        return new Script(
                leg, document, 0, new VerbState.Idle(), from, fallback, Optional.empty(), documents + 1, Stage.RUNNING);
    }

    /** Brings the running verb to its end, and goes on with these. */
    public Script followedBy(List<Verb> next) {
        List<Verb> all = new ArrayList<>(next.size() + 1);
        verb().ifPresent(all::add);
        all.addAll(next);
        return new Script(leg, all, 0, state, source, fallback, fetching, documents, Stage.RUNNING);
    }

    /** With another fallback. */
    public Script withFallback(Optional<WebhookTarget> other) {
        return new Script(leg, verbs, position, state, source, other, fetching, documents, stage);
    }

    /** Something is heard or waited for: the count of documents in a row begins anew. */
    public Script heard() {
        return documents == 0 ? this : new Script(leg, verbs, position, state, source, fallback, fetching, 0, stage);
    }

    /** Whether the first document has been asked for or has begun. */
    public boolean begun() {
        return stage != Stage.NEW;
    }

    /** Whether the leg has ended. */
    public boolean ending() {
        return stage == Stage.ENDING;
    }

    /** The leg has ended. */
    public Script atEnd() {
        return new Script(leg, verbs, position, state, source, fallback, fetching, documents, Stage.ENDING);
    }

    /** The first document has begun. */
    public Script started() {
        return new Script(leg, verbs, position, state, source, fallback, fetching, documents, Stage.RUNNING);
    }

    /**
     * A leg's documents before the first one.
     *
     * @param verbs of a document that came with the call
     * @param source from which the document is to be fetched; blank when it came with the call
     */
    public static Script unbegun(
            CallSid leg, List<Verb> verbs, WebhookTarget source, Optional<WebhookTarget> fallback) {
        return new Script(leg, verbs, 0, new VerbState.Idle(), source, fallback, Optional.empty(), 0, Stage.NEW);
    }
}
