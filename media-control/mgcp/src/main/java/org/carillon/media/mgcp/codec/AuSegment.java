// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One piece of a value in the AU package's syntax (RFC 2897 sections 2 and 3): a word, or a function such as {@code si(500)}. */
public sealed interface AuSegment {
    /**
     * A number, a word or a URI. It is written in quotes only when it holds a blank, a comma, a parenthesis, a quote or an equals sign, so
     * that peers without quoting understand plain URIs.
     */
    record Word(String text) implements AuSegment {
        public Word {
            if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                throw new IllegalArgumentException("control character in a segment");
            }
        }

        @Override
        public String toString() {
            boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> " ,()=\"".indexOf(c) >= 0);
            return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
        }
    }

    /** A function with its arguments: {@code si(500)} silence in ms, {@code ts("text")} speech, {@code vb(...)} a variable. */
    record Function(String name, List<Word> arguments) implements AuSegment {
        private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,15}");

        public Function {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("not the name of a function");
            }
            name = name.toLowerCase(Locale.ROOT);
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return name + arguments.stream().map(Word::toString).collect(Collectors.joining(",", "(", ")"));
        }
    }

    static AuSegment word(String text) {
        return new Word(text);
    }

    static AuSegment function(String name, String... arguments) {
        return new Function(name, List.of(arguments).stream().map(Word::new).toList());
    }

    /** The word's text, or the function as it is written. */
    default String text() {
        return this instanceof Word word ? word.text() : toString();
    }

    /** @throws MgcpSyntaxException 538 when it is neither a word nor a function */
    static AuSegment parse(String item) {
        String text = item.strip();
        int open = text.indexOf('(');
        try {
            if (text.startsWith("\"") || open < 0) {
                return new Word(unquote(text));
            }
            if (ListSyntax.next(text, open) != text.length()) {
                throw new IllegalArgumentException("text behind a function");
            }
            List<Word> arguments = ListSyntax.split(text.substring(open + 1, text.length() - 1), ',').stream()
                    .map(a -> new Word(unquote(a)))
                    .toList();
            return new Function(text.substring(0, open), arguments);
        } catch (MgcpSyntaxException e) {
            throw new MgcpSyntaxException(ReturnCode.BAD_EVENT_PARAMETER, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new MgcpSyntaxException(ReturnCode.BAD_EVENT_PARAMETER, "malformed segment: " + e.getMessage());
        }
    }

    private static String unquote(String text) {
        if (!text.startsWith("\"")) {
            if (text.indexOf('"') >= 0) {
                throw new IllegalArgumentException("quote inside a word");
            }
            return text;
        }
        if (ListSyntax.next(text, 0) != text.length()) {
            throw new IllegalArgumentException("text behind a quoted string");
        }
        return text.substring(1, text.length() - 1).replace("\"\"", "\"");
    }
}
