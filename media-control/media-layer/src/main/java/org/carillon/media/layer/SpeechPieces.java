// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Splits a text where the synthesisers pause by themselves, so that the first words are heard while later ones are still being
 * made: between sentences, and inside a sentence that is too long between clauses, at last between words. It knows marks, not
 * languages; where a mark may be part of an abbreviation or a number, it does not split, which is never heard.
 */
final class SpeechPieces {
    /** A sentence or clause is not made longer than this. */
    static final int LONG = 200;

    /** A piece that is shorter takes the next sentence in: starting a program for every word would cost more than it gives. */
    static final int SHORT = 40;

    /**
     * The silence that follows a sentence, beyond what a file keeps at its ends (40 ms). Measured from sound to sound: flite pauses
     * for 290 to 350 ms after a full stop (its voice awb 250), espeak-ng for 300.
     */
    static final int SENTENCE_PAUSE = 260;

    /** After a semicolon or colon; espeak-ng pauses for 225 ms. */
    static final int CLAUSE_PAUSE = 180;

    /** After a comma; espeak-ng pauses for 150 ms, flite for 70 to 240. */
    static final int COMMA_PAUSE = 110;

    /** Marks that end a sentence when a blank follows. */
    private static final String STOPS = ".!?\u2026\u061F\u06D4\u0964\u0965\u1362\u0589";

    /** The same of scripts that write no blanks. */
    private static final String FULL_WIDTH_STOPS = "\u3002\uFF01\uFF1F\uFF0E\uFF61";

    private static final String CLAUSES = ";:\u061B";
    private static final String FULL_WIDTH_CLAUSES = "\uFF1B\uFF1A";
    private static final String COMMAS = ",\u060C\u2013\u2014";
    private static final String FULL_WIDTH_COMMAS = "\uFF0C\u3001";
    private static final String CLOSERS = "\"')]}\u00BB\u201D\u2019\u300D\u300F\uFF09";

    private static final String OPENERS = "\"'([{\u00AB\u201C\u201E\u2018";

    /** A full stop after these is no end. Names and words follow them; where a sentence does end so, the text is not split there. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "st", "sr", "sra", "jr", "vs", "no", "nr", "hr", "fr", "str", "tel", "ext",
            "approx", "inc", "ltd", "co", "corp", "dept", "etc", "ca", "bzw");

    private final String text;
    private final List<Piece> pieces = new ArrayList<>();

    /**
     * A part of the text.
     *
     * @param pauseMillis silence that follows at the voice's own rate; 0 after the last piece
     */
    record Piece(String text, int pauseMillis) {}

    private SpeechPieces(String text) {
        this.text = text;
    }

    /** The pieces, none of them blank; together they are the text. */
    static List<Piece> of(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? List.of() : new SpeechPieces(stripped).split();
    }

    private List<Piece> split() {
        int from = 0;
        int end = 0;
        while (end < text.length()) {
            int next = sentenceEnd(end);
            if (end > from && next - from > LONG) {
                add(from, end, SENTENCE_PAUSE);
                from = end;
            }
            while (next - from > LONG) {
                from = addClause(from);
            }
            end = next;
            if (end - from >= SHORT) {
                add(from, end, SENTENCE_PAUSE);
                from = end;
            }
        }
        add(from, text.length(), 0);
        Piece last = pieces.get(pieces.size() - 1);
        pieces.set(pieces.size() - 1, new Piece(last.text(), 0));
        return pieces;
    }

    private void add(int from, int to, int pause) {
        String part = text.substring(from, to).strip();
        if (!part.isEmpty()) {
            pieces.add(new Piece(part, pause));
        }
    }

    /** Adds the beginning of what is too long, up to its best break; the new beginning. */
    private int addClause(int from) {
        int best = from;
        int pause = -1;
        for (int i = from + SHORT; i <= from + LONG; i++) {
            int here = pauseAt(i);
            if (here >= pause && here >= 0) {
                best = i;
                pause = here;
            }
        }
        if (pause < 0) {
            best = from + LONG - (Character.isHighSurrogate(text.charAt(from + LONG - 1)) ? 1 : 0);
        }
        add(from, best, Math.max(0, pause));
        return best;
    }

    /** The pause for a split before this index: 0 between words, -1 where none is possible. */
    private int pauseAt(int index) {
        char before = text.charAt(index - 1);
        if (FULL_WIDTH_CLAUSES.indexOf(before) >= 0) {
            return CLAUSE_PAUSE;
        }
        if (FULL_WIDTH_COMMAS.indexOf(before) >= 0) {
            return COMMA_PAUSE;
        }
        if (index < text.length() && !Character.isWhitespace(text.charAt(index))) {
            return -1;
        }
        if (CLAUSES.indexOf(before) >= 0) {
            return CLAUSE_PAUSE;
        }
        return COMMAS.indexOf(before) >= 0 ? COMMA_PAUSE : 0;
    }

    /** The index behind the sentence that begins here. */
    private int sentenceEnd(int from) {
        for (int i = from; i < text.length(); i++) {
            boolean wide = FULL_WIDTH_STOPS.indexOf(text.charAt(i)) >= 0;
            if (!wide && STOPS.indexOf(text.charAt(i)) < 0) {
                continue;
            }
            int last = i;
            int end = i + 1;
            while (end < text.length() && belongsToTheEnd(text.charAt(end))) {
                last = CLOSERS.indexOf(text.charAt(end)) < 0 ? end : last;
                end++;
            }
            if (wide || (isFollowedByABeginning(end) && (last > i || text.charAt(i) != '.' || !isAbbreviation(i)))) {
                return end;
            }
            i = end - 1;
        }
        return text.length();
    }

    private static boolean belongsToTheEnd(char c) {
        return STOPS.indexOf(c) >= 0 || FULL_WIDTH_STOPS.indexOf(c) >= 0 || CLOSERS.indexOf(c) >= 0;
    }

    /** Whether the text ends here, or a blank and no small letter follows. */
    private boolean isFollowedByABeginning(int end) {
        int next = end;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next == text.length() || (next > end && !Character.isLowerCase(text.charAt(next)));
    }

    /** Whether a full stop may belong to the word before it, or to a number. */
    private boolean isAbbreviation(int stop) {
        int begin = stop;
        while (begin > 0
                && !Character.isWhitespace(text.charAt(begin - 1))
                && OPENERS.indexOf(text.charAt(begin - 1)) < 0) {
            begin--;
        }
        String word = text.substring(begin, stop).toLowerCase(Locale.ROOT);
        return word.length() < 2
                || word.indexOf('.') >= 0
                || Character.isDigit(word.charAt(word.length() - 1))
                || ABBREVIATIONS.contains(word);
    }
}
