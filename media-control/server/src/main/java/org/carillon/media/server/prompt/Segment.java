// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carillon.media.server.audio.CallProgress;
import org.carillon.media.server.audio.Keypad;
import org.carillon.media.server.audio.Pcm;

/** One item of a list of things to play (docs/mgcp-profile.md, "Segments"). */
public sealed interface Segment {
    /** Longest silence, in milliseconds. */
    int LONGEST_SILENCE = 3_600_000;

    /** Longest tone, in milliseconds; longer ones are loops. */
    int LONGEST_TONE = 60_000;

    /** Most keys in one {@code dtmf:} item. */
    int MOST_KEYS = 256;

    /** A WAV or MP3 file at an http, https or file address. */
    record Url(String url) implements Segment {}

    record Silence(int millis) implements Segment {}

    /** Keys to send, with {@code w} and {@code W} for pauses. */
    record Keys(String keys) implements Segment {}

    /** One turn of a tone of {@link CallProgress}. */
    record Progress(String name) implements Segment {}

    /** A tone of one or two frequencies in Hz. */
    record Tone(List<Integer> frequencies, int millis) implements Segment {
        public Tone {
            frequencies = List.copyOf(frequencies);
        }
    }

    Pattern TONE = Pattern.compile("(\\d{2,4})(?:\\+(\\d{2,4}))?/(\\d{1,7})");

    /** @throws IllegalArgumentException when the item is none of the known forms */
    static Segment parse(String item) {
        String lower = item.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://") || lower.startsWith("file:")) {
            return new Url(item);
        }
        if (lower.startsWith("silence:")) {
            return new Silence(millis(item.substring("silence:".length()), LONGEST_SILENCE));
        }
        if (lower.startsWith("dtmf:")) {
            return new Keys(keys(item.substring("dtmf:".length())));
        }
        if (lower.startsWith("tone:")) {
            return tone(lower.substring("tone:".length()));
        }
        throw new IllegalArgumentException("unknown segment: " + item);
    }

    private static Segment tone(String name) {
        if (name.equals("beep")) {
            return new Tone(List.of(1000), 400);
        }
        if (CallProgress.isKnown(name)) {
            return new Progress(name);
        }
        Matcher tone = TONE.matcher(name);
        if (!tone.matches()) {
            throw new IllegalArgumentException("unknown tone: " + name);
        }
        List<Integer> frequencies = new ArrayList<>();
        frequencies.add(frequency(tone.group(1)));
        if (tone.group(2) != null) {
            frequencies.add(frequency(tone.group(2)));
        }
        return new Tone(frequencies, millis(tone.group(3), LONGEST_TONE));
    }

    private static int frequency(String text) {
        int frequency = Integer.parseInt(text);
        if (frequency >= Pcm.RATE / 2) {
            throw new IllegalArgumentException("a tone is below 4000 Hz");
        }
        return frequency;
    }

    private static int millis(String text, int longest) {
        if (!text.matches("\\d{1,7}") || Integer.parseInt(text) > longest) {
            throw new IllegalArgumentException("milliseconds are 0 to " + longest + ": " + text);
        }
        return Integer.parseInt(text);
    }

    private static String keys(String text) {
        boolean good = text.chars().allMatch(c -> c == 'w' || c == 'W' || Keypad.isKey((char) c));
        if (!good || text.isEmpty() || text.length() > MOST_KEYS) {
            throw new IllegalArgumentException("dtmf: takes 1 to " + MOST_KEYS + " of 0-9 * # A-D w W");
        }
        return text;
    }
}
