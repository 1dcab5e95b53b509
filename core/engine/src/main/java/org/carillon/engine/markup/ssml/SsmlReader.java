// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.ssml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.carillon.engine.markup.xml.XmlElement;
import org.carillon.engine.markup.xml.XmlNode;
import org.carillon.engine.markup.xml.XmlText;

/**
 * Reads what stands inside a Say. {@code break}, {@code prosody}, {@code say-as} and {@code sub} have their effect; the
 * text of all other tags is spoken plainly, and a note says so, once per tag. An object reads one Say.
 */
public final class SsmlReader {

    private static final Set<String> READ_AS_TEXT = Set.of("emphasis", "lang", "p", "phoneme", "s", "w");

    private static final String SENTENCE_ENDS = ".!?:;,";

    /** What kind of thing was noticed. */
    public enum Kind {
        READ_AS_TEXT,
        UNKNOWN_TAG,
        INVALID_RATE,
        INVALID_VALUE
    }

    /** Something noticed on the way that the document's author should know. */
    public record Note(Kind kind, String message, int line, int column) {}

    /**
     * What is spoken.
     *
     * @param segments in order; empty when there is nothing to say
     */
    public record Result(List<Segment> segments, List<Note> notes) {
        public Result {
            segments = List.copyOf(segments);
            notes = List.copyOf(notes);
        }
    }

    private final List<Segment> segments = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final Set<String> noted = new HashSet<>();
    private final StringBuilder words = new StringBuilder();
    private Prosody wordsProsody = Prosody.NORMAL;

    private SsmlReader() {}

    /**
     * Reads a Say.
     *
     * @param language the tag of the language in which numbers and dates are written out
     */
    public static Result read(XmlElement say, String language) {
        var reader = new SsmlReader();
        reader.inside(say, Prosody.NORMAL, language);
        reader.flush();
        return new Result(reader.segments, reader.notes);
    }

    private void inside(XmlElement element, Prosody prosody, String language) {
        for (XmlNode node : element.children()) {
            if (node instanceof XmlText run) {
                speak(run.text(), prosody);
            }
            if (node instanceof XmlElement tag) {
                tag(tag, prosody, language);
            }
        }
    }

    private void tag(XmlElement tag, Prosody prosody, String language) {
        switch (tag.name()) {
            case "break" -> pause(tag);
            case "prosody" -> inside(tag, ProsodyReader.read(tag, prosody, notes::add), language);
            case "say-as" -> speakApart(spoken(tag, language), prosody);
            case "sub" -> speakApart(tag.attribute("alias").orElseGet(() -> textOf(tag)), prosody);
            case "speak" -> inside(tag, prosody, language);
            case "lang" -> {
                noteTag(tag);
                inside(tag, prosody, tag.attribute("xml:lang").orElse(language));
            }
            case "p", "s" -> {
                noteTag(tag);
                words.append(' ');
                inside(tag, prosody, language);
                endSentence();
            }
            default -> {
                noteTag(tag);
                inside(tag, prosody, language);
            }
        }
    }

    private void noteTag(XmlElement tag) {
        if (!noted.add(tag.name())) {
            return;
        }
        if (READ_AS_TEXT.contains(tag.name())) {
            note(Kind.READ_AS_TEXT, "the text of <" + tag.name() + "> is spoken plainly", tag);
        } else {
            note(Kind.UNKNOWN_TAG, "<" + tag.name() + "> is no known speech tag; its text is spoken plainly", tag);
        }
    }

    private void pause(XmlElement tag) {
        Duration length = BreakReader.read(tag, notes::add);
        if (length.isZero()) {
            return;
        }
        flush();
        int last = segments.size() - 1;
        if (last >= 0 && segments.get(last) instanceof Silence before) {
            segments.set(last, new Silence(before.length().plus(length)));
            return;
        }
        segments.add(new Silence(length));
    }

    private String spoken(XmlElement tag, String language) {
        String text = textOf(tag).strip();
        String kind = tag.attribute("interpret-as").orElse("");
        String format = tag.attribute("format").orElse("");
        Optional<String> spoken = SpokenForms.of(language).say(kind, format, text);
        if (spoken.isEmpty()) {
            note(
                    Kind.INVALID_VALUE,
                    "the text of <say-as> cannot be read as \"" + kind + "\"; it is spoken plainly",
                    tag);
        }
        return spoken.orElse(text);
    }

    private static String textOf(XmlElement element) {
        var text = new StringBuilder();
        for (XmlNode node : element.children()) {
            if (node instanceof XmlText run) {
                text.append(run.text());
            }
            if (node instanceof XmlElement tag) {
                text.append(textOf(tag));
            }
        }
        return text.toString();
    }

    private void speakApart(String text, Prosody prosody) {
        speak(" " + text + " ", prosody);
    }

    private void speak(String text, Prosody prosody) {
        if (!prosody.equals(wordsProsody) && !text.isBlank()) {
            flush();
            wordsProsody = prosody;
        }
        words.append(text);
    }

    /** A speaker pauses after a paragraph or a sentence: its text must not run into what follows. */
    private void endSentence() {
        String spoken = words.toString().stripTrailing();
        if (!spoken.isEmpty() && SENTENCE_ENDS.indexOf(spoken.charAt(spoken.length() - 1)) < 0) {
            words.setLength(spoken.length());
            words.append('.');
        }
        words.append(' ');
    }

    private void flush() {
        String text = words.toString()
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .replaceAll(" ([.,;:!?])", "$1")
                .strip();
        words.setLength(0);
        if (isSpeakable(text)) {
            segments.add(new SpeechSegment(text, wordsProsody));
        }
    }

    /** A lone full stop between two tags is no speech; some synthesisers would say "dot". */
    private static boolean isSpeakable(String text) {
        return text.chars().anyMatch(c -> c > ' ' && ".,;:!?-'\"".indexOf(c) < 0);
    }

    private void note(Kind kind, String message, XmlElement where) {
        notes.add(new Note(kind, message, where.line(), where.column()));
    }
}
