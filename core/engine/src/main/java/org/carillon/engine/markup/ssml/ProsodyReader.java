// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.ssml;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carillon.engine.markup.xml.XmlElement;

/**
 * Reads a {@code prosody} tag. Words and unsigned percentages are relative to the voice, signed changes to the tag
 * around it, as in SSML 1.1, section 3.2.4.
 */
final class ProsodyReader {

    private static final Map<String, Integer> RATES =
            Map.of("x-slow", 50, "slow", 75, "medium", 100, "default", 100, "fast", 125, "x-fast", 150);

    private static final Map<String, Integer> PITCHES =
            Map.of("x-low", 70, "low", 85, "medium", 100, "default", 100, "high", 120, "x-high", 150);

    private static final Map<String, Integer> GAINS =
            Map.of("x-soft", -12, "soft", -6, "medium", 0, "default", 0, "loud", 4, "x-loud", 8);

    private static final Pattern NUMBER = Pattern.compile("([+-]?)(\\d{1,4}(?:\\.\\d{1,3})?)\\s*(%|dB|st|)");

    private final XmlElement tag;
    private final Consumer<SsmlReader.Note> notes;

    private ProsodyReader(XmlElement tag, Consumer<SsmlReader.Note> notes) {
        this.tag = tag;
        this.notes = notes;
    }

    static Prosody read(XmlElement tag, Prosody around, Consumer<SsmlReader.Note> notes) {
        var reader = new ProsodyReader(tag, notes);
        return reader.volume(reader.pitch(reader.rate(around)));
    }

    private Prosody rate(Prosody around) {
        Optional<String> written = written("rate");
        if (written.isEmpty()) {
            return around;
        }
        OptionalDouble percent = word(RATES, written.get());
        if (percent.isEmpty()) {
            percent = percentage(written.get(), around.ratePercent());
        }
        if (percent.isEmpty()) {
            note(SsmlReader.Kind.INVALID_RATE, "rate", written.get());
            return around;
        }
        if (percent.getAsDouble() < Prosody.MIN_RATE || percent.getAsDouble() > Prosody.MAX_RATE) {
            note(SsmlReader.Kind.INVALID_RATE, "rate", written.get());
        }
        return around.withRate((int) Math.round(percent.getAsDouble()));
    }

    private Prosody pitch(Prosody around) {
        Optional<String> written = written("pitch");
        if (written.isEmpty()) {
            return around;
        }
        OptionalDouble percent = word(PITCHES, written.get());
        if (percent.isEmpty()) {
            percent = percentage(written.get(), around.pitchPercent());
        }
        if (percent.isEmpty()) {
            percent = semitones(written.get(), around.pitchPercent());
        }
        if (percent.isEmpty()) {
            note(SsmlReader.Kind.INVALID_VALUE, "pitch", written.get());
            return around;
        }
        return around.withPitch((int) Math.round(percent.getAsDouble()));
    }

    private Prosody volume(Prosody around) {
        Optional<String> written = written("volume");
        if (written.isEmpty()) {
            return around;
        }
        if (written.get().equals("silent")) {
            return around.muted();
        }
        OptionalDouble gain = word(GAINS, written.get());
        if (gain.isEmpty()) {
            gain = decibels(written.get(), around.gainDecibels());
        }
        if (gain.isEmpty()) {
            note(SsmlReader.Kind.INVALID_VALUE, "volume", written.get());
            return around;
        }
        return around.withGain((int) Math.round(gain.getAsDouble()));
    }

    private Optional<String> written(String attribute) {
        return tag.attribute(attribute).map(String::strip);
    }

    private static OptionalDouble word(Map<String, Integer> words, String written) {
        Integer value = words.get(written);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** A number without a unit is a factor, as in SSML 1.0. */
    private static OptionalDouble percentage(String written, double around) {
        Matcher number = NUMBER.matcher(written);
        if (!number.matches()) {
            return OptionalDouble.empty();
        }
        boolean signed = !number.group(1).isEmpty();
        double value = Double.parseDouble(number.group(2));
        return switch (number.group(3)) {
            case "%" -> OptionalDouble.of(signed ? around * (1 + sign(number) * value / 100) : value);
            case "" -> signed ? OptionalDouble.empty() : OptionalDouble.of(value * 100);
            default -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble semitones(String written, double around) {
        Matcher number = NUMBER.matcher(written);
        if (!number.matches() || !number.group(3).equals("st")) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(around * Math.pow(2, sign(number) * Double.parseDouble(number.group(2)) / 12));
    }

    private static OptionalDouble decibels(String written, double around) {
        Matcher number = NUMBER.matcher(written);
        if (!number.matches() || !number.group(3).equals("dB")) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(around + sign(number) * Double.parseDouble(number.group(2)));
    }

    private static int sign(Matcher number) {
        return number.group(1).equals("-") ? -1 : 1;
    }

    private void note(SsmlReader.Kind kind, String attribute, String value) {
        String shown = value.length() <= 30 ? value : value.substring(0, 30) + "...";
        notes.accept(new SsmlReader.Note(
                kind, attribute + " of <prosody> cannot be \"" + shown + "\"", tag.line(), tag.column()));
    }
}
