// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.ssml;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carillon.engine.markup.xml.XmlElement;

/** Reads the length of a {@code break} tag, exact to the millisecond. */
final class BreakReader {

    /** As with Twilio's voices. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Pattern TIME = Pattern.compile("\\+?(\\d{1,6}(?:\\.\\d{1,6})?|\\.\\d{1,6})(ms|s)");

    /**
     * SSML 1.1 leaves the lengths open. These follow the usual meaning of the names: weak as after a comma, strong as
     * after a sentence, x-strong as after a paragraph.
     */
    private static final Map<String, Duration> STRENGTHS = Map.of(
            "none", Duration.ZERO,
            "x-weak", Duration.ZERO,
            "weak", Duration.ofMillis(260),
            "medium", Duration.ofMillis(400),
            "strong", Duration.ofMillis(700),
            "x-strong", Duration.ofMillis(1200));

    private static final Duration DEFAULT = Duration.ofMillis(400);

    private BreakReader() {}

    /** The time wins over the strength, as in SSML 1.1, section 3.2.3. */
    static Duration read(XmlElement tag, Consumer<SsmlReader.Note> notes) {
        Optional<String> time = tag.attribute("time").map(String::strip);
        if (time.isPresent()) {
            Optional<Duration> length = time(time.get());
            if (length.isPresent()) {
                return bounded(length.get(), tag, notes);
            }
            notes.accept(note("time of <break> cannot be \"" + shown(time.get()) + "\"", tag));
        }
        Optional<String> strength = tag.attribute("strength").map(String::strip);
        if (strength.isEmpty()) {
            return DEFAULT;
        }
        Duration length = STRENGTHS.get(strength.get());
        if (length == null) {
            notes.accept(note("strength of <break> cannot be \"" + shown(strength.get()) + "\"", tag));
            return DEFAULT;
        }
        return length;
    }

    private static Optional<Duration> time(String written) {
        Matcher matcher = TIME.matcher(written);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double number = Double.parseDouble(matcher.group(1));
        return Optional.of(Duration.ofMillis(Math.round(matcher.group(2).equals("s") ? number * 1000 : number)));
    }

    private static Duration bounded(Duration length, XmlElement tag, Consumer<SsmlReader.Note> notes) {
        if (length.compareTo(LONGEST) <= 0) {
            return length;
        }
        notes.accept(note("a <break> lasts 10 s at most, which is used", tag));
        return LONGEST;
    }

    private static String shown(String value) {
        return value.length() <= 30 ? value : value.substring(0, 30) + "...";
    }

    private static SsmlReader.Note note(String message, XmlElement where) {
        return new SsmlReader.Note(SsmlReader.Kind.INVALID_VALUE, message, where.line(), where.column());
    }
}
