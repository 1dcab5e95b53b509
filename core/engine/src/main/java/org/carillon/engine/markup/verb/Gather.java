// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.verb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.carillon.engine.markup.value.DialKey;
import org.carillon.engine.markup.value.EnumSets;
import org.carillon.engine.webhooks.HttpMethod;

/**
 * Collects keys (or speech) from the caller while prompts are heard. See Twilio's page "TwiML Voice: Gather".
 *
 * @param input what is listened for; keys alone unless the document says otherwise
 * @param action where the result is posted; empty for the address of the current document
 * @param timeout the longest wait for the next key, 5 s unless the document says otherwise. It starts anew with every
 *     key, and the first one starts after the prompts
 * @param finishOnKey keys that end the collection and are not part of the result; {@code #} unless the document says
 *     otherwise, empty when no key ends it
 * @param numDigits ends the collection after so many keys; empty for no bound
 * @param actionOnEmptyResult whether the action is requested even when nothing was collected
 * @param bargeIn whether speech interrupts the prompts; keys always do
 * @param debug whether the result of partial recognition is noted for debugging
 * @param speech what concerns speech alone
 * @param prompts what is heard meanwhile, in order
 */
public record Gather(
        Set<Input> input,
        Optional<String> action,
        HttpMethod method,
        Duration timeout,
        Set<DialKey> finishOnKey,
        OptionalInt numDigits,
        boolean actionOnEmptyResult,
        boolean bargeIn,
        boolean debug,
        Speech speech,
        List<Prompt> prompts)
        implements Verb {

    /** What a Gather listens for. */
    public enum Input {
        DTMF,
        SPEECH
    }

    /**
     * The settings of speech recognition.
     *
     * @param timeout the silence after which the caller is taken to have finished; empty: see the next one
     * @param automaticTimeout whether the recogniser finds the end of the speech itself ({@code speechTimeout="auto"})
     * @param maxTime the longest speech, 60 s unless the document says otherwise
     * @param language a language tag, {@code en-US} unless the document says otherwise
     * @param hints words and phrases that are likely to be said
     * @param model the recogniser's model as written
     */
    public record Speech(
            Optional<Duration> timeout,
            boolean automaticTimeout,
            Duration maxTime,
            String language,
            List<String> hints,
            boolean profanityFilter,
            Optional<String> model,
            boolean enhanced,
            Optional<String> partialResultCallback,
            HttpMethod partialResultCallbackMethod) {

        public Speech {
            hints = List.copyOf(hints);
        }
    }

    public Gather {
        input = EnumSets.copy(Input.class, input);
        finishOnKey = EnumSets.copy(DialKey.class, finishOnKey);
        prompts = List.copyOf(prompts);
    }

    @Override
    public String element() {
        return "Gather";
    }
}
