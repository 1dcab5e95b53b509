// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.carillon.engine.markup.schema.MarkupError;
import org.carillon.engine.markup.ssml.Segment;
import org.carillon.engine.markup.ssml.SsmlReader;
import org.carillon.engine.markup.value.Tones;
import org.carillon.engine.markup.verb.Pause;
import org.carillon.engine.markup.verb.Play;
import org.carillon.engine.markup.verb.Prompt;
import org.carillon.engine.markup.verb.Say;
import org.carillon.engine.markup.xml.XmlElement;
import org.carillon.engine.markup.xml.XmlNode;
import org.carillon.engine.markup.xml.XmlText;
import org.carillon.engine.speech.VoiceTable;

/** Reads what the caller hears: Say, Play and Pause. Gives nothing when there is nothing to hear. */
final class PromptReader {

    static final int MOST_LOOPS = 1000;

    /** The longest time that any verb may wait: with Twilio, a call ends after four hours. */
    static final int LONGEST_SECONDS = 14_400;

    private static final Pattern LANGUAGE_TAG = Pattern.compile("[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}");
    private static final Pattern VOICE_NAME = Pattern.compile("[\\p{L}\\p{N}_ .:+-]{1,100}");

    /** Which language a voice speaks decides how numbers are read out. Immutable, and read from a file: once is enough. */
    private static final VoiceTable VOICES = new VoiceTable();

    private final MarkupLimits limits;

    PromptReader(MarkupLimits limits) {
        this.limits = limits;
    }

    Optional<Prompt> read(ElementReader element) throws MarkupException {
        return switch (element.name()) {
            case "Say" -> say(element);
            case "Play" -> play(element);
            case "Pause" -> pause(element);
            default -> Optional.empty();
        };
    }

    static boolean isLanguageTag(String text) {
        return LANGUAGE_TAG.matcher(text).matches();
    }

    private Optional<Prompt> say(ElementReader element) throws MarkupException {
        AttributeReader attributes = element.attributes();
        Optional<String> language = attributes.text("language");
        if (language.isPresent() && !isLanguageTag(language.get())) {
            attributes.invalid("language", language.get());
            language = Optional.empty();
        }
        Optional<String> voice = attributes.text("voice");
        if (voice.isPresent() && !VOICE_NAME.matcher(voice.get()).matches()) {
            attributes.invalid("voice", voice.get());
            voice = Optional.empty();
        }
        int loop = attributes.number("loop", 0, MOST_LOOPS).orElse(1);
        checkSpeech(element.element());
        List<Segment> content = content(element, VOICES.language(voice, language));
        if (content.isEmpty()) {
            element.warn(MarkupError.SAY_TEXT, "there is nothing to say; <Say> is left out");
            return Optional.empty();
        }
        return Optional.of(new Say(content, voice, language, loop));
    }

    private static List<Segment> content(ElementReader element, String language) {
        SsmlReader.Result result = SsmlReader.read(element.element(), language);
        for (SsmlReader.Note note : result.notes()) {
            element.findings().warn(new MarkupWarning(code(note.kind()), note.message(), note.line(), note.column()));
        }
        return result.segments();
    }

    private static MarkupError code(SsmlReader.Kind kind) {
        return switch (kind) {
            case READ_AS_TEXT -> MarkupError.TAG_READ_AS_TEXT;
            case INVALID_RATE -> MarkupError.SAY_RATE;
            case UNKNOWN_TAG, INVALID_VALUE -> MarkupError.SCHEMA_VIOLATION;
        };
    }

    /** A verb inside a Say is a mistake of nesting, not an unknown speech tag; those begin with a small letter. */
    private void checkSpeech(XmlElement say) throws MarkupException {
        int characters = checkTags(say);
        if (characters > limits.sayCharacters()) {
            String problem = "the text has " + characters + " characters, " + limits.sayCharacters() + " are allowed";
            throw Findings.failure(MarkupError.SAY_TOO_LONG, problem, say);
        }
    }

    private int checkTags(XmlElement element) throws MarkupException {
        int characters = 0;
        for (XmlNode node : element.children()) {
            if (node instanceof XmlText run) {
                characters += run.text().length();
            }
            if (node instanceof XmlElement tag) {
                if (!tag.name().toLowerCase(Locale.ROOT).equals(tag.name())) {
                    throw Findings.failure(
                            MarkupError.SCHEMA_VIOLATION, "<" + tag.name() + "> may not stand in <Say>", tag);
                }
                characters += checkTags(tag);
            }
        }
        return characters;
    }

    private static Optional<Prompt> play(ElementReader element) {
        AttributeReader attributes = element.attributes();
        int loop = attributes.number("loop", 0, MOST_LOOPS).orElse(1);
        Optional<Tones> digits = attributes.tones("digits");
        String url = element.text();
        if (url.isEmpty() && digits.isEmpty()) {
            element.warn(MarkupError.SCHEMA_VIOLATION, "there is nothing to play; <Play> is left out");
            return Optional.empty();
        }
        return Optional.of(new Play(Optional.of(url).filter(text -> !text.isEmpty()), digits, loop));
    }

    private static Optional<Prompt> pause(ElementReader element) {
        return Optional.of(new Pause(element.attributes().seconds("length", 1, 1, LONGEST_SECONDS)));
    }
}
