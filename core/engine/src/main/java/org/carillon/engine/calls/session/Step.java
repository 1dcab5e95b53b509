// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.session;

import java.util.Map;
import org.carillon.engine.webhooks.WebhookTarget;

/**
 * What a verb's runner answers: the new state with its effects, and how the document goes on.
 *
 * @param call the state after the step
 * @param flow where the document goes from here
 */
public record Step(CallState call, Flow flow) {
    /** How a document goes on. */
    public sealed interface Flow {
        /** The verb waits for the next event. */
        record Stay() implements Flow {}

        /** The verb is done, the following one begins. */
        record Next() implements Flow {}

        /**
         * Control passes to another document.
         *
         * @param target its URL may be relative to the running document
         * @param parameters of the verb, added to those of the call
         */
        record Transfer(WebhookTarget target, Map<String, String> parameters) implements Flow {
            /** Copies the parameters. */
            public Transfer {
                parameters = Map.copyOf(parameters);
            }
        }

        /** The call ends. */
        record Hangup() implements Flow {}

        /** The call is refused without an answer. */
        record Refuse(int sipStatus, String reason) implements Flow {}
    }

    /** The verb waits for the next event. */
    public static Step stay(CallState call) {
        return new Step(call, new Flow.Stay());
    }

    /** The verb is done. */
    public static Step next(CallState call) {
        return new Step(call, new Flow.Next());
    }

    /** Control passes to another document. */
    public static Step transfer(CallState call, WebhookTarget target, Map<String, String> parameters) {
        return new Step(call, new Flow.Transfer(target, parameters));
    }

    /** The call ends. */
    public static Step hangup(CallState call) {
        return new Step(call, new Flow.Hangup());
    }

    /** The call is refused. */
    public static Step refuse(CallState call, int sipStatus, String reason) {
        return new Step(call, new Flow.Refuse(sipStatus, reason));
    }
}
