// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.carillon.engine.markup.schema.MarkupError;
import org.carillon.engine.markup.value.DialKey;
import org.carillon.engine.markup.verb.Gather;
import org.carillon.engine.markup.verb.Gather.Input;
import org.carillon.engine.markup.verb.Prompt;

/** Reads a Gather with its prompts. */
final class GatherReader {

    private static final int MOST_DIGITS = 1000;
    private static final int MOST_HINTS = 500;
    private static final int LONGEST_HINT = 100;
    private static final int LONGEST_SPEECH = 60;
    private static final Pattern MODEL_NAME = Pattern.compile("[\\w.-]{1,100}");

    private static final Map<String, Set<Input>> INPUTS = Map.of(
            "dtmf", Set.of(Input.DTMF),
            "speech", Set.of(Input.SPEECH),
            "dtmf speech", Set.of(Input.DTMF, Input.SPEECH),
            "speech dtmf", Set.of(Input.DTMF, Input.SPEECH));

    private final PromptReader prompts;

    GatherReader(PromptReader prompts) {
        this.prompts = prompts;
    }

    Gather read(ElementReader element) throws MarkupException {
        AttributeReader attributes = element.attributes();
        Set<Input> input = attributes.choice("input", INPUTS, Set.of(Input.DTMF), false);
        if (input.contains(Input.SPEECH)) {
            element.warn(MarkupError.NOT_ACTED_UPON, "speech is not recognised yet; <Gather> listens for keys");
        }
        return new Gather(
                input,
                attributes.action(),
                attributes.method("method"),
                attributes.seconds("timeout", 5, 1, PromptReader.LONGEST_SECONDS),
                attributes.keys("finishOnKey", Set.of(DialKey.POUND)),
                attributes.number("numDigits", 1, MOST_DIGITS),
                attributes.flag("actionOnEmptyResult", false),
                attributes.flag("bargeIn", true),
                attributes.flag("debug", false),
                speech(attributes, element),
                prompts(element));
    }

    private List<Prompt> prompts(ElementReader element) throws MarkupException {
        var read = new ArrayList<Prompt>();
        for (ElementReader child : element.children()) {
            prompts.read(child).ifPresent(read::add);
        }
        return read;
    }

    private static Gather.Speech speech(AttributeReader attributes, ElementReader element) {
        boolean automatic =
                attributes.text("speechTimeout").filter("auto"::equals).isPresent();
        OptionalInt timeout =
                automatic ? OptionalInt.empty() : attributes.number("speechTimeout", 1, PromptReader.LONGEST_SECONDS);
        return new Gather.Speech(
                timeout.isPresent() ? Optional.of(Duration.ofSeconds(timeout.getAsInt())) : Optional.empty(),
                automatic,
                attributes.seconds("maxSpeechTime", LONGEST_SPEECH, 1, LONGEST_SPEECH),
                matching(attributes, "language", PromptReader::isLanguageTag).orElse("en-US"),
                hints(attributes, element),
                attributes.flag("profanityFilter", true),
                matching(
                        attributes,
                        "speechModel",
                        name -> MODEL_NAME.matcher(name).matches()),
                attributes.flag("enhanced", false),
                attributes.url("partialResultCallback"),
                attributes.method("partialResultCallbackMethod"));
    }

    private static Optional<String> matching(AttributeReader attributes, String name, Predicate<String> good) {
        Optional<String> value = attributes.text(name);
        if (value.isPresent() && !good.test(value.get())) {
            attributes.invalid(name, value.get());
            return Optional.empty();
        }
        return value;
    }

    private static List<String> hints(AttributeReader attributes, ElementReader element) {
        var hints = new ArrayList<String>();
        for (String hint : attributes.text("hints").orElse("").split(",", -1)) {
            String trimmed = hint.strip();
            if (trimmed.length() > LONGEST_HINT || hints.size() == MOST_HINTS) {
                element.warn(MarkupError.GATHER_HINTS, "a hint is too long or there are too many; it is left out");
                continue;
            }
            if (!trimmed.isEmpty()) {
                hints.add(trimmed);
            }
        }
        return hints;
    }
}
