// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How values fit into columns, the same on every vendor. */
final class Columns {
    /** In characters, not in Java's units: the scripts cut with {@code substring}. An index entry has about 2700 bytes. */
    private static final int KEY_CHARACTERS = 128;

    private static final char REPLACEMENT = '\uFFFD';

    private Columns() {}

    /** Columns hold microseconds; vendors would round the rest differently. */
    static Instant time(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    static @Nullable Instant time(Optional<Instant> time) {
        return time.map(Columns::time).orElse(null);
    }

    /** PostgreSQL takes neither NUL nor half a surrogate pair, and callers decide what is in a display name. */
    static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return cleaned(text);
            }
        }
        return text;
    }

    static @Nullable String text(Optional<String> text) {
        return text.map(Columns::text).orElse(null);
    }

    /** The beginning of a text without bound, for an index. Whoever looks for the text must compare the whole, too. */
    static String key(String text) {
        String clean = text(text);
        boolean fits = clean.codePointCount(0, clean.length()) <= KEY_CHARACTERS;
        return fits ? clean : clean.substring(0, clean.offsetByCodePoints(0, KEY_CHARACTERS));
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || isLoneSurrogate(point) ? REPLACEMENT : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isLoneSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
